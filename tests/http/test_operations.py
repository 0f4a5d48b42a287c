"""All operations, on the wire: where they are, how they are asked, and what no session answers."""

import gzip
import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from mockserver.wire import sse
from tests.http.raw import Answer, answers, read, request, talk
from tests.server import Server, serving

CLOSE = {"connection": "close"}
NO_BODY = {"content-type": "", "content-length": ""}
CHUNKED = {"content-length": "", "transfer-encoding": "chunked"}
SCENARIO = """
stubs:
  - when: {last_user: hi}
    reply: [{message: Hello}]
  - when: {last_user: later}
    reply:
      output: [{message: abcdef}]
      background: time
      stream: {chunks: [1, 1, rest], between: 60s, gates: [{name: go, before: last}]}
"""


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("operations")
    with serving(folder, SCENARIO, "--clock", "manual", "--max-body", "100000") as one:
        yield one


def ask(server: Server, method: str, path: str, body: Any = None, **headers: str) -> Answer:
    raw = b"" if body is None else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    [answer] = talk(server.address, request(raw, method=method, path=path, headers={**CLOSE, **named}), method=method)
    return answer


def create(server: Server, text: str, **more: Any) -> Any:
    answer = ask(server, "POST", "/v1/responses", {"model": "gpt-5", "input": text, **more})
    return json.loads(answer.body)


def status(server: Server, response_id: str) -> Any:
    return json.loads(ask(server, "GET", f"/v1/responses/{response_id}").body)["status"]


def advance(server: Server, by: float | str) -> Answer:
    return ask(server, "POST", "/__admin/clock", {"advance": by})


def test_a_response_is_found_and_deleted(manual: Server) -> None:
    made = create(manual, "hi")
    path = f"/v1/responses/{made['id']}"
    found = [ask(manual, method, path) for method in ("GET", "DELETE", "GET")]

    assert [200, 200, 404] == [answer.status for answer in found]
    assert made["output"] == json.loads(found[0].body)["output"]


def test_what_the_query_says_is_heard(manual: Server) -> None:
    path = f"/v1/responses/{create(manual, 'hi')['id']}"
    streamed = ask(manual, "GET", f"{path}?stream=true&starting_after=2&beta=true")

    assert 3 == sse.decode(streamed.body)[0]["sequence_number"]
    assert "limit" == ask(manual, "GET", f"{path}/input_items?limit=many").error["param"]


@pytest.mark.parametrize("response_id", ["resp_%20x", "resp%3Fy", "%C3%A9", "a.b~c", "%25", "..."])
def test_an_id_may_hold_anything(manual: Server, response_id: str) -> None:
    answer = ask(manual, "GET", f"/v1/responses/{response_id}")

    assert (404, "not found.") == (answer.status, json.loads(answer.body)["error"]["message"][-10:])


@pytest.mark.parametrize("path", ["/v1/models/vendor%2Fmodel", "/v1/models/vendor/model"])
def test_a_model_may_hold_slashes(manual: Server, path: str) -> None:
    answer = ask(manual, "GET", path)

    assert (404, "model_not_found") == (answer.status, answer.error["code"])


@pytest.mark.parametrize("path", ["/v1/models/", "/v1/models/a/", "/v1/conversations/", "/v1/models//"])
def test_a_slash_at_the_end_leads_nowhere(manual: Server, path: str) -> None:
    assert "Invalid URL" in json.loads(ask(manual, "GET", path).body)["error"]["message"]


BODILESS = {
    "no length": NO_BODY,
    "no bytes": {"content-length": "0"},
    "no chunks": CHUNKED,
    "no form": {**NO_BODY, "content-type": "application/x-www-form-urlencoded"},
    "nothing packed": {**NO_BODY, "content-encoding": "gzip"},
}


@pytest.mark.parametrize("headers", BODILESS.values(), ids=BODILESS.keys())
@pytest.mark.parametrize("path", ["/v1/responses/input_tokens", "/v1/conversations"])
def test_a_body_may_be_left_out(manual: Server, path: str, headers: dict[str, str]) -> None:
    end = b"0\r\n\r\n" if headers is CHUNKED else b""
    [answer] = talk(manual.address, request(path=path, headers={**CLOSE, **headers}) + end)

    assert 200 == answer.status


@pytest.mark.parametrize(
    ("path", "param"), [("/v1/responses/compact", "model"), ("/v1/conversations/conv_1", "metadata")]
)
def test_without_a_body_its_parameters_are_missing(manual: Server, path: str, param: str) -> None:
    [answer] = talk(manual.address, request(path=path, headers={**CLOSE, **NO_BODY}))

    assert ("missing_required_parameter", param) == (answer.error["code"], answer.error["param"])


@pytest.mark.parametrize("path", ["/v1/responses", "/v1/conversations/conv_1/items"])
def test_another_body_has_to_come(manual: Server, path: str) -> None:
    [answer] = talk(manual.address, request(path=path, headers={**CLOSE, **NO_BODY}))

    assert (400, "invalid_json") == (answer.status, answer.error["code"])


def test_what_has_no_body_may_have_one(manual: Server) -> None:
    path = f"/v1/responses/{create(manual, 'hi')['id']}"

    assert [200, 400, 200] == [
        talk(manual.address, request(b"{nonsense", method=method, path=path + more, headers=CLOSE))[0].status
        for method, more in (("GET", ""), ("POST", "/cancel"), ("DELETE", ""))
    ]


@pytest.mark.parametrize("path", ["/v1/models", "/v1/models/gpt-5", "/v1/responses/resp_none"])
def test_head_is_the_head_of_get(manual: Server, path: str) -> None:
    got, head = (ask(manual, method, path) for method in ("GET", "HEAD"))

    assert (got.status, b"") == (head.status, head.body)
    assert _without_id(got) == _without_id(head)


def _without_id(answer: Answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "x-request-id"}


def test_head_of_a_stream_does_not_wait(manual: Server) -> None:
    path = f"/v1/responses/{create(manual, 'later', background=True)['id']}?stream=true"
    head = ask(manual, "HEAD", path)

    assert (200, "text/event-stream; charset=utf-8") == (head.status, head.headers["content-type"])


@pytest.mark.parametrize(
    ("path", "allow"),
    [
        ("/v1/responses", "OPTIONS, POST"),
        ("/v1/responses/resp_1", "DELETE, GET, HEAD, OPTIONS"),
        ("/v1/conversations/conv_1", "DELETE, GET, HEAD, OPTIONS, POST"),
        ("/v1/models", "GET, HEAD, OPTIONS"),
    ],
)
def test_options_tells_the_methods(manual: Server, path: str, allow: str) -> None:
    sent = request(b"x", method="OPTIONS", path=path)
    with socket.create_connection(manual.address, timeout=10) as client:
        client.sendall(sent)

        assert f"HTTP/1.1 204 No Content\r\nallow: {allow}\r\n\r\n".encode() == client.recv(1000)


def test_options_of_nothing_is_unknown(manual: Server) -> None:
    assert 404 == ask(manual, "OPTIONS", "/v1/answers").status


@pytest.mark.parametrize("body", [b'{"data":[]}', b"", b"x" * 1_000_000], ids=["traces", "nothing", "much"])
def test_traces_are_swallowed(manual: Server, body: bytes) -> None:
    with socket.create_connection(manual.address, timeout=10) as client:
        client.sendall(request(body, path="/v1/traces/ingest"))

        assert b"HTTP/1.1 204 No Content\r\n\r\n" == client.recv(1000)


def test_a_compressed_body_is_unpacked(manual: Server) -> None:
    packed = gzip.compress(b'{"model":"gpt-5","input":"hi"}')
    [answer] = talk(manual.address, request(packed, headers={**CLOSE, "content-encoding": "gzip"}))

    assert "completed" == json.loads(answer.body)["status"]


def test_time_passes_when_it_is_put_forward(manual: Server) -> None:
    _close_gate(manual)
    made = create(manual, "later", background=True)
    seen = [made["status"], *(status(manual, made["id"]) for _ in range(3))]
    advance(manual, "2m")
    _set_gate(manual, opened=True)

    assert "completed" not in seen
    assert "completed" == status(manual, made["id"])


def _set_gate(server: Server, *, opened: bool) -> None:
    ask(server, "POST", "/__admin/gates/go", {"open": opened})


def _close_gate(server: Server) -> None:
    _set_gate(server, opened=False)


def test_one_who_resumes_reads_on_as_time_passes(manual: Server) -> None:
    _close_gate(manual)
    path = f"/v1/responses/{create(manual, 'later', background=True)['id']}?stream=true&starting_after=4"
    with socket.create_connection(manual.address, timeout=10) as client:
        client.sendall(request(method="GET", path=path, headers={**CLOSE, **NO_BODY}))
        head = b"".join(iter(lambda: read(client, 1), b"\n"))
        advance(manual, 60)
        _set_gate(manual, opened=True)
        advance(manual, "60s")
        rest = read(client, 100_000)

    assert b"HTTP/1.1 200 OK\r" == head
    assert rest.endswith(b"0\r\n\r\n")
    assert b'"sequence_number":5' in rest
    assert b"response.completed" in rest


def test_one_who_follows_sees_it_cancelled(manual: Server) -> None:
    _close_gate(manual)
    path = f"/v1/responses/{create(manual, 'later', background=True)['id']}"
    with socket.create_connection(manual.address, timeout=10) as client:
        client.sendall(request(method="GET", path=f"{path}?stream=true", headers={**CLOSE, **NO_BODY}))
        read(client, 500)
        cancelled = ask(manual, "POST", f"{path}/cancel")
        [rest] = [read(client, 100_000)]

    assert "cancelled" == json.loads(cancelled.body)["status"]
    assert rest.endswith(b"0\r\n\r\n")
    assert b"response.completed" not in rest


def waiting(server: Server) -> Any:
    [gate] = json.loads(ask(server, "GET", "/__admin/gates").body)["gates"]
    return gate["waiting"]


def until_waiting(server: Server, count: int) -> None:
    for _ in range(1000):
        if waiting(server) == count:
            return
    raise AssertionError(f"{waiting(server)} wait at the gate, not {count}")


def test_a_gate_counts_those_who_follow(manual: Server) -> None:
    _close_gate(manual)
    path = f"/v1/responses/{create(manual, 'later', background=True)['id']}?stream=true"
    advance(manual, "1h")
    with socket.create_connection(manual.address, timeout=10) as client:
        client.sendall(request(method="GET", path=path, headers=NO_BODY))
        until_waiting(manual, 1)
    until_waiting(manual, 0)


def test_one_who_follows_may_leave(manual: Server) -> None:
    _close_gate(manual)
    path = f"/v1/responses/{create(manual, 'later', background=True)['id']}"
    with socket.create_connection(manual.address, timeout=10) as client:
        client.sendall(request(method="GET", path=f"{path}?stream=true", headers=NO_BODY))
        read(client, 500)
    advance(manual, "1h")
    _set_gate(manual, opened=True)

    assert "completed" == status(manual, path.rpartition("/")[2])


def test_several_calls_share_a_connection(manual: Server) -> None:
    get = request(method="GET", path="/v1/models", headers=NO_BODY)
    delete = request(method="DELETE", path="/v1/responses/resp_none", headers={**NO_BODY, **CLOSE})
    with socket.create_connection(manual.address, timeout=10) as client:
        client.sendall(get + get + delete)

        assert [200, 200, 404] == [answer.status for answer in answers(client)]
