"""Sessions by path, on the wire."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mockserver.http.address import prefix_of
from mockserver.http.clock import ManualClock
from tests.http.house import CLOSE, House, housing
from tests.http.raw import answers, create, read_all, request, talk

NAMES = ["a", "default", "tests/test_x.py::test_y[a-b]", "Zoë's ✓", "100%", "a b", "a+b", "?#&="]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with housing() as one:
        yield one


@pytest.mark.parametrize("name", NAMES)
def test_every_name_leads_to_its_session(house: House, name: str) -> None:
    before = house.session(name).journal.calls
    answer = house.create(prefix_of(name).removeprefix("/s/") or "default", store=False, metadata={"name": name})

    assert (200, before + 1) == (answer.status, house.session(name).journal.calls)


@pytest.mark.parametrize("written", ["x%2Fy[z]", "x%2fy%5bz%5d", "x%2Fy%5Bz%5D", "%78%2Fy%5Bz%5D"])
def test_a_name_may_be_written_in_several_ways(house: House, written: str) -> None:
    before = house.session("x/y[z]").journal.calls
    house.create(written)

    assert before + 1 == house.session("x/y[z]").journal.calls


def test_all_operations_are_under_a_session(house: House) -> None:
    made = json.loads(house.create("all").body)["id"]
    paths = [f"/responses/{made}", f"/responses/{made}/input_items", "/models", "/models/a/b", "/responses/resp_0"]

    statuses = [house.ask(f"/s/all/v1{path}", "GET").status for path in paths]
    assert [200, 200, 200, 404, 404] == statuses
    assert 404 == house.ask(f"/s/other/v1/responses/{made}", "GET").status


def test_one_connection_may_call_many_sessions(house: House) -> None:
    last = create("Hello", headers=CLOSE)
    pieces = [last.replace(b"/v1", f"/s/{name}/v1".encode(), 1) for name in ("one", "two", "one")]
    pieces = [piece.replace(b"connection: close\r\n", b"") for piece in pieces]
    given = talk(house.address, *pieces, last)

    assert [200, 200, 200, 200] == [answer.status for answer in given]
    assert ([1, 2], [1]) == tuple([number for number, _ in house.seen(name)] for name in ("one", "two"))


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_other_methods_are_answered_as_at_the_root(house: House, method: str) -> None:
    path = "/v1/responses"
    inside, root = house.ask(f"/s/a{path}", method), house.ask(path, method)

    assert (root.status, root.headers.get("allow")) == (inside.status, inside.headers.get("allow"))


def test_a_wrong_method_is_written_down_in_the_session(house: House) -> None:
    answer = house.ask("/s/wrong%2Fmethod/v1/responses", "PUT")

    assert (405, [(1, 405)]) == (answer.status, house.seen("wrong/method"))
    assert "PUT /s/wrong/method/v1/responses" in answer.body.decode()


def test_an_unknown_path_names_those_of_the_session(house: House) -> None:
    answer = house.ask("/s/wrong%2Fpath/v1/response", "GET")
    message = json.loads(answer.body)["error"]["message"]

    assert (404, [(1, 404)]) == (answer.status, house.seen("wrong/path"))
    assert "This server answers POST /s/wrong%2Fpath/v1/responses; " in message


def test_the_sink_is_under_a_session_too(house: House) -> None:
    sent = request(b"{}", path="/s/a/v1/traces/ingest")
    [sunk, _] = talk(house.address, sent + create("Hello", headers=CLOSE))

    assert 204 == sunk.status


STRAYS = {
    "/s": "at least one character",
    "/s/": "at least one character",
    "/s//v1/responses": "at least one character",
    "/s/a%00b/v1/responses": "U+0000",
    "/s/a%1B%5B31m/v1/responses": "U+001B",
    "/s/%FF%FE/v1/responses": "U+DCFF",
    f"/s/{'x' * 201}/v1/responses": "at most 200 characters",
    "/s/..%2F/v2/responses": "This server answers POST /s/..%2F/v1/responses; ",
    "/s/stray": "This server answers POST /s/stray/v1/responses; ",
    "/s/stray/": "This server answers POST /s/stray/v1/responses; ",
    "/s/stray/v1": "This server answers POST /s/stray/v1/responses; ",
    "/s/stray/responses": "This server answers POST /s/stray/v1/responses; ",
    "/s/stray/__admin/gates": "This server answers POST /s/stray/v1/responses; ",
}


@pytest.mark.parametrize(("path", "why"), STRAYS.items(), ids=[path[:20] for path in STRAYS])
def test_what_belongs_to_no_session_is_refused_outside_of_all(house: House, path: str, why: str) -> None:
    before, names = house.session("default").journal.calls, house.run(lambda: house.host.sessions.names)
    answer = house.ask(path)
    stray = house.run(lambda: house.host.strays[-1])

    assert (404, "false") == (answer.status, answer.headers["x-should-retry"])
    assert why in json.loads(answer.body)["error"]["message"] == stray.message
    assert ("POST", path, 404) == stray[:3]
    assert (before, names) == (house.session("default").journal.calls, house.run(lambda: house.host.sessions.names))


def test_only_the_latest_strays_are_kept(house: House) -> None:
    talk(
        house.address,
        *[request(b"", path=f"/s/stray/{number}") for number in range(150)],
        request(path="/s/", headers=CLOSE),
    )

    assert (100, "/s/") == (len(house.host.strays), house.host.strays[-1].path)


def test_strict_sessions_are_made_beforehand() -> None:
    with housing(strict=True) as house:
        house.run(lambda: house.host.sessions.create("made"))
        statuses = [house.create(name).status for name in ("made", "unknown", "", "default")]
        refused = house.create("unknown")

    assert [200, 404, 200, 200] == statuses
    assert ("false", "mock_unknown_session") == (refused.headers["x-should-retry"], refused.error["code"])


def test_too_many_sessions_are_refused() -> None:
    with housing(limit=1) as house:
        answers_to = [house.create(name) for name in ("one", "two", "one", "")]

    assert [200, 429, 200, 200] == [answer.status for answer in answers_to]
    refused = answers_to[1]
    assert ("false", "mock_too_many_sessions") == (refused.headers["x-should-retry"], refused.error["code"])
    assert "rate_limit_error" == refused.error["type"]


def test_pages_of_other_origins_are_answered_in_every_session() -> None:
    page = {"origin": "http://localhost:3000"}
    with housing(cors=["*"], strict=True) as house:
        house.run(lambda: house.host.sessions.create("made"))
        given = [house.ask(f"/s/{name}/v1/responses", headers=page) for name in ("made", "unknown")]

    assert [(400, "*"), (404, "*")] == [(one.status, one.headers["access-control-allow-origin"]) for one in given]


@contextmanager
def waiting(house: House, session: str, text: str, *, stream: bool = False) -> Iterator[socket.socket]:
    """Ask for what waits; come back when the session has decided the answer."""
    house.session(session)
    with socket.create_connection(house.address, timeout=10) as client:
        client.sendall(create(text, stream=stream, headers=CLOSE).replace(b"/v1", f"/s/{session}/v1".encode(), 1))
        if stream:
            client.recv(1)
        while not house.seen(session):
            pass
        yield client


def pass_time(house: House, name: str) -> None:
    """Put a session's clock forward."""
    room = house.host.room_of(house.session(name))
    assert isinstance(room.pace.clock, ManualClock)
    room.pace.clock.advance(5.0)
    room.pace.stir.stir()


@pytest.mark.parametrize("end", ["reset", "delete"])
def test_a_reply_that_waits_ends_with_its_session(house: House, end: str) -> None:
    name = f"{end}-waits"
    with waiting(house, name, "late") as client:
        house.run(lambda: getattr(house.host.sessions, end)(name))
        [answer] = answers(client)

    refusal = answer.status, answer.error["code"], answer.headers["x-should-retry"]
    assert (410, "mock_session_over", "false") == refusal


@pytest.mark.parametrize("end", ["reset", "delete"])
def test_a_reply_that_has_begun_is_cut_off(house: House, end: str) -> None:
    name = f"{end}-begun"
    with waiting(house, name, "begun", stream=True) as client:
        house.run(lambda: getattr(house.host.sessions, end)(name))
        rest = read_all(client)

    assert (True, False) == (b"response.created" in rest, rest.endswith(b"0\r\n\r\n"))


@pytest.mark.parametrize("end", ["reset", "delete"])
@pytest.mark.parametrize("headers", [CLOSE, {}], ids=["ordinary way", "short way"])
def test_a_call_that_comes_in_while_its_session_ends_is_not_answered_by_it(
    house: House, headers: dict[str, str], end: str
) -> None:
    name = f"{end}-comes"
    house.session(name)
    whole = create("Hello", headers=headers).replace(b"/v1", f"/s/{name}/v1".encode(), 1)
    with socket.create_connection(house.address, timeout=10) as client:
        client.sendall(create("Hello") + whole[:-1])
        client.recv(1)
        house.run(lambda: getattr(house.host.sessions, end)(name))
        client.sendall(whole[-1:] + create("Hello", headers=CLOSE))
        statuses = [answer.status for answer in answers(client)]

    assert ([200, 410] if headers else [200, 410, 200]) == statuses


@pytest.mark.parametrize("end", ["reset", "delete"])
def test_a_reply_that_stands_still_ends_with_its_session(
    house: House, end: str, caplog: pytest.LogCaptureFixture
) -> None:
    name = f"{end}-stalls"
    with waiting(house, name, "stalls", stream=True) as client:
        house.run(lambda: getattr(house.host.sessions, end)(name))
        rest = read_all(client)

    assert (True, []) == (b"response.created" in rest, caplog.messages)


def test_other_sessions_go_on_waiting(house: House) -> None:
    with waiting(house, "goes-on", "late") as client, waiting(house, "goes-away", "late"):
        house.run(lambda: house.host.sessions.delete("goes-away"))
        house.run(lambda: pass_time(house, "goes-on"))

        assert [200] == [answer.status for answer in answers(client)]


DELIVERIES = {
    "at once": ("Hello", False, "complete"),
    "stream at once": ("Hello", True, "complete"),
    "stalls": ("stalls", True, "cut"),
    "hangs up": ("hangs up", True, "cut"),
}


@pytest.mark.parametrize(("text", "stream", "outcome"), DELIVERIES.values(), ids=DELIVERIES.keys())
def test_it_is_written_down_how_an_answer_reached_the_client(text: str, stream: bool, outcome: str) -> None:
    with housing() as house, waiting(house, "a", text, stream=stream):
        while (delivery := delivered(house, "a")) == "under_way":
            pass

    assert outcome == delivery


def test_it_is_written_down_when_a_client_leaves(house: House) -> None:
    with waiting(house, "left", "begun", stream=True):
        before = delivered(house, "left")
    while (after := delivered(house, "left")) == "under_way":
        pass

    assert ("under_way", "left") == (before, after)


def delivered(house: House, name: str) -> str:
    """Tell how far the latest answer of a session came."""
    return str(house.run(lambda: [*house.session(name).journal][-1].delivery.outcome))


def test_a_reset_session_is_called_as_before(house: House) -> None:
    first = [house.create("again", "once").status for _ in range(2)]
    house.run(lambda: house.host.sessions.reset("again"))

    assert ([200, 400], 200) == (first, house.create("again", "once").status)
    assert [(1, 200)] == house.seen("again")
