"""The routes that steer the default session, on the wire."""

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from mockserver.wire.sse import decode
from tests.http.planned import STREAM_HEAD, A
from tests.http.raw import Answer, answers, create, read, request, talk
from tests.server import Server, running

CLOSE = {"connection": "close"}
GATED = create("gated", headers=CLOSE)


def admin(server: Server, method: str = "GET", name: str = "", body: bytes = b"", **headers: str) -> Answer:
    """Ask for the gates, or for one to be opened."""
    path = f"/__admin/gates/{name}" if name else "/__admin/gates"
    [answer] = talk(server.address, request(body, method=method, path=path, headers={**CLOSE, **headers}))
    return answer


def gate(server: Server, name: str) -> Any:
    [found] = [one for one in json.loads(admin(server).body)["gates"] if one["name"] == name]
    return found


def set_gate(server: Server, name: str, *, opened: bool) -> Any:
    return json.loads(admin(server, "POST", name, b'{"open": %b}' % json.dumps(opened).encode()).body)


def test_a_stream_waits_for_its_gate(planned: Server) -> None:
    before = len(STREAM_HEAD) + len("connection: close\r\n") + len(b"%x\r\n\r\n" % len(A)) + len(A)
    set_gate(planned, "first", opened=False)
    with socket.create_connection(planned.address, timeout=10) as client:
        client.sendall(GATED)
        seen = read(client, before)
        _until(planned, "first", 1)
        opened = admin(planned, "POST", "first")
        rest = read(client, 10_000)

    assert seen.endswith(A + b"\r\n")
    assert (200, {"name": "first", "open": True, "waiting": 0}) == (opened.status, json.loads(opened.body))
    assert rest.endswith(b"\r\n0\r\n\r\n")


def test_an_open_gate_holds_nothing_back(planned: Server) -> None:
    set_gate(planned, "first", opened=True)
    [answer] = talk(planned.address, GATED)

    assert [0, 1] == [event["sequence_number"] for event in decode(answer.body)]


def test_gates_hold_all_who_come(planned: Server) -> None:
    for name in ("first", "second"):
        set_gate(planned, name, opened=False)
    clients = [socket.create_connection(planned.address, timeout=10) for _ in range(3)]
    for client in clients:
        client.sendall(create("gated from the start", headers=CLOSE))
    _until(planned, "first", 3)
    set_gate(planned, "first", opened=True)
    _until(planned, "second", 3)
    set_gate(planned, "second", opened=True)

    assert [[200]] * 3 == [[answer.status for answer in answers(client)] for client in clients]
    for client in clients:
        client.close()


def test_who_leaves_waits_no_more(planned: Server) -> None:
    set_gate(planned, "first", opened=False)
    with socket.create_connection(planned.address, timeout=10) as client:
        client.sendall(GATED)
        _until(planned, "first", 1)
    _until(planned, "first", 0)


def _until(server: Server, name: str, waiting: int) -> None:
    """Ask until so many replies wait."""
    for _ in range(10_000):
        if gate(server, name)["waiting"] == waiting:
            return
    raise AssertionError(f"never {waiting} at {name}")


def test_gates_are_listed(planned: Server) -> None:
    answer = admin(planned)

    assert (200, "application/json") == (answer.status, answer.headers["content-type"])
    assert ["first", "second"] == [one["name"] for one in json.loads(answer.body)["gates"]]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("frist", "No scenario has a gate 'frist'; did you mean 'first'? Known gates: first, second."),
        ("zzz", "No scenario has a gate 'zzz'. Known gates: first, second."),
        ("first/first", "did you mean 'first'?"),
    ],
)
def test_an_unknown_gate_is_told_the_nearest(planned: Server, name: str, said: str) -> None:
    answer = admin(planned, "POST", name)

    assert (404, "mock_unknown_gate") == (answer.status, answer.error["code"])
    assert said in json.loads(answer.body)["error"]["message"]


def test_a_server_without_gates_says_so(server: Server) -> None:
    assert {"gates": []} == json.loads(admin(server).body)
    assert "The scenarios name no gates." in admin(server, "POST", "first").body.decode()


@pytest.mark.parametrize("body", [b"", b"{}", b'{"open":true}', b' {"open" : true} '])
def test_a_body_may_say_what_goes_without_saying(planned: Server, body: bytes) -> None:
    set_gate(planned, "first", opened=False)

    assert (200, True) == (admin(planned, "POST", "first", body).status, gate(planned, "first")["open"])


WRONG = {
    "no JSON": b"{open: true}",
    "not UTF-8": b"\xff",
    "no object": b"false",
    "list": b"[]",
    "number": b'{"open":1}',
    "null": b'{"open":null}',
    "misspelt": b'{"opened":true}',
    "beyond": b'{"open":true,"for":1}',
}


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_body_changes_nothing(planned: Server, body: bytes) -> None:
    set_gate(planned, "first", opened=False)
    answer = admin(planned, "POST", "first", body)

    assert (400, "mock_wrong_body") == (answer.status, answer.error["code"])
    assert not gate(planned, "first")["open"]


def test_a_large_body_is_refused(planned: Server) -> None:
    assert 413 == admin(planned, "POST", "first", b" " * 3_000_000).status


OURS = ["localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:1", "127.9.9.9:65535", "[::1]", "[::1]:80"]
FOREIGN = ["example.com", "localhost.example.com", "127.0.0.1.example.com", "127.example.com", "10.0.0.1", "[::2]",
           "evil@localhost", "localhost@evil", "localhost:80:80", "localhost:", "::1", "0.0.0.0:80", "1271.0.0.1"]  # fmt: skip


@pytest.mark.parametrize("host", OURS)
@pytest.mark.parametrize("origin", ["", "http://localhost:3000", "https://127.0.0.1", "http://[::1]:1"])
def test_this_machine_is_answered(planned: Server, host: str, origin: str) -> None:
    assert [200, 200] == [admin(planned, *call, host=host, origin=origin).status for call in (("GET",), OPEN)]


OPEN = ("POST", "first")


@pytest.mark.parametrize("host", FOREIGN)
def test_a_name_that_may_be_rebound_is_refused(planned: Server, host: str) -> None:
    for call in (("GET",), OPEN):
        answer = admin(planned, *call, host=host)

        assert (403, "mock_foreign_request") == (answer.status, answer.error["code"])
        assert f"is addressed to {host!r}" in json.loads(answer.body)["error"]["message"]


def test_a_request_without_host_is_refused(planned: Server) -> None:
    assert 403 == admin(planned, host="").status


@pytest.mark.parametrize("origin", ["null", "http://evil.example", "http://localhost.evil.example", "file://localhost"])
def test_a_foreign_page_is_refused(planned: Server, origin: str) -> None:
    set_gate(planned, "first", opened=False)

    assert [403, 403] == [admin(planned, *call, origin=origin).status for call in (("GET",), OPEN)]
    assert not gate(planned, "first")["open"]


@pytest.mark.parametrize(("method", "name"), [("GET", "first"), ("POST", ""), ("DELETE", "first")])
def test_another_method_is_told(planned: Server, method: str, name: str) -> None:
    assert 405 == admin(planned, method, name).status


def clock(server: Server, body: bytes | None = None) -> Answer:
    method, raw = ("GET", b"") if body is None else ("POST", body)
    [answer] = talk(server.address, request(raw, method=method, path="/__admin/clock", headers=CLOSE))
    return answer


def now(server: Server) -> Any:
    return json.loads(clock(server).body)["now"]


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("clock") / "log", "--clock", "manual", "--speed", "2") as one:
        yield one


@pytest.mark.parametrize(
    ("by", "seconds"),
    [("3600", 3600), ("0.5", 0.5), ("0", 0), ('"60m"', 3600), ('"1.5h"', 5400), ('"250ms"', 0.25), ('"10s"', 10)],
)
def test_a_manual_clock_is_put_forward(manual: Server, by: str, seconds: float) -> None:
    before = now(manual)
    answer = clock(manual, f'{{"advance": {by}}}'.encode())

    assert (200, {"clock": "manual", "now": before + seconds}) == (answer.status, json.loads(answer.body))
    assert before + seconds == now(manual)


NO_TIME = [b"", b"{}", b"60", b'{"advance":-1}', b'{"advance":true}', b'{"advance":null}', b'{"advance":"1 h"}',
           b'{"advance":"1d"}', b'{"advance":"60"}', b'{"advance":1e999}', b'{"advance":1,"by":2}', b'{"advanced":1}']  # fmt: skip


@pytest.mark.parametrize("body", NO_TIME)
def test_what_is_no_time_moves_no_clock(manual: Server, body: bytes) -> None:
    before = now(manual)
    answer = clock(manual, body)

    assert (400, "mock_wrong_body", before) == (answer.status, answer.error["code"], now(manual))


def test_a_clock_that_runs_is_not_put_forward(server: Server) -> None:
    answer = clock(server, b'{"advance": 1}')

    assert (409, "mock_clock_runs") == (answer.status, answer.error["code"])
    assert "--clock manual" in json.loads(answer.body)["error"]["message"]
    assert "real" == json.loads(clock(server).body)["clock"]
    assert now(server) <= now(server)
