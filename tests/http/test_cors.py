"""Web pages of other origins."""

import socket
from collections.abc import Iterator

import pytest

from tests.http.raw import Answer, create, request, talk
from tests.server import Server, serving

PAGE = "http://localhost:3000"
OTHER = "https://example.com"
CLOSE = {"connection": "close"}
PREFLIGHT = {"access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type"}
SCENARIO = """
stubs:
  - when: {last_user: hi}
    reply: [{message: Hello}]
  - when: {last_user: paced}
    reply: {output: [{message: abc}], stream: {chunks: [1, rest], between: 5ms}}
"""


@pytest.fixture(scope="module")
def open_to_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("cors"), SCENARIO, "--cors", PAGE, "--cors", "https://other.test") as one:
        yield one


@pytest.fixture(scope="module")
def open_to_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("cors"), SCENARIO, "--cors", "*") as one:
        yield one


def ask(server: Server, sent: bytes) -> Answer:
    [answer] = talk(server.address, sent)
    return answer


def said(answer: Answer) -> str | None:
    return answer.headers.get("access-control-allow-origin")


SENT = {
    "at once": create("hi", headers={**CLOSE, "origin": PAGE}),
    "streamed": create("hi", stream=True, headers={**CLOSE, "origin": PAGE}),
    "paced": create("paced", stream=True, headers={**CLOSE, "origin": PAGE}),
    "unmatched": create("else", headers={**CLOSE, "origin": PAGE}),
    "refused": request(b"[]", headers={**CLOSE, "origin": PAGE}),
    "unknown path": request(path="/v1/answers", headers={**CLOSE, "origin": PAGE}),
    "listed": request(method="GET", path="/v1/models", headers={**CLOSE, "origin": PAGE}),
}


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT.keys())
def test_a_page_may_read_every_answer(open_to_one: Server, open_to_all: Server, sent: bytes) -> None:
    answer = ask(open_to_one, sent)

    assert (PAGE, "*") == (said(answer), said(ask(open_to_all, sent)))
    assert {"x-request-id", "x-mockserver-violations", "retry-after-ms"} <= {
        *answer.headers["access-control-expose-headers"].split(", ")
    }


@pytest.mark.parametrize("path", ["/v1/responses", "/v1/responses/resp_1", "/v1/conversations/conv_1/items"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_page_may_ask_first(open_to_one: Server, path: str, method: str) -> None:
    asking = {**PREFLIGHT, "access-control-request-method": method, "origin": PAGE}
    answer = ask(open_to_one, request(method="OPTIONS", path=path, headers={**CLOSE, **asking}))

    assert (200, PAGE) == (answer.status, said(answer))
    assert method in answer.headers["access-control-allow-methods"]
    assert "authorization,content-type" == answer.headers["access-control-allow-headers"]


def test_another_page_may_not(open_to_one: Server) -> None:
    plain = ask(open_to_one, create("hi", headers={**CLOSE, "origin": OTHER}))
    first = ask(open_to_one, request(method="OPTIONS", headers={**CLOSE, **PREFLIGHT, "origin": OTHER}))

    assert [(200, None), (400, None)] == [(answer.status, said(answer)) for answer in (plain, first)]


def test_without_the_option_no_page_may(server: Server) -> None:
    plain = ask(server, create("hi", headers={**CLOSE, "origin": PAGE}))

    assert (200, None) == (plain.status, said(plain))


def test_a_page_that_may_ask_does_not_steer(open_to_all: Server) -> None:
    sent = request(method="GET", path="/__admin/clock", headers={**CLOSE, "origin": OTHER})

    assert (403, "mock_foreign_request") == (ask(open_to_all, sent).status, ask(open_to_all, sent).error["code"])


def test_options_still_tells_the_methods(open_to_all: Server) -> None:
    sent = request(method="OPTIONS", path="/v1/models", headers={**CLOSE, "content-length": ""})

    assert b"allow: GET, HEAD, OPTIONS" in raw(open_to_all, sent)


def raw(server: Server, sent: bytes) -> bytes:
    with socket.create_connection(server.address, timeout=10) as client:
        client.sendall(sent)
        return client.recv(1000)
