"""Requests that are refused, on the wire."""

import asyncio

import pytest
from starlette.types import ASGIApp, Message

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.http.app import App
from mockserver.session.session import Session
from mockserver.values import Call, Reply
from tests.http.raw import Answer, request, talk
from tests.server import Serve, Server

CLOSE = {"connection": "close"}
INVALID = "invalid_request_error"


def close(body: bytes = b"{}", method: str = "POST", path: str = "/v1/responses", **headers: str) -> bytes:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return request(body, method=method, path=path, headers={**CLOSE, **named})


REFUSED = {
    "malformed JSON": (close(b'{"model":'), 400, None, "invalid_json"),
    "no body": (close(b""), 400, None, "invalid_json"),
    "no object": (close(b'["model"]'), 400, None, "invalid_type"),
    "nested too deep": (close(b'{"a":' * 300 + b"1" + b"}" * 300), 400, None, "invalid_json"),
    "content type": (close(content_type="text/plain"), 400, None, "unsupported_content_type"),
    "content encoding": (close(content_encoding="gzip"), 400, None, "unsupported_content_encoding"),
    "unknown parameter": (close(b'{"model":"m","inputs":"hi"}'), 400, "inputs", "unknown_parameter"),
    "no bearer": (close(b'{"model":"m"}', authorization=""), 401, None, None),
    "other scheme": (close(b'{"model":"m"}', authorization="Basic key"), 401, None, None),
    "unknown path": (close(path="/v1/answers"), 404, None, None),
    "slash at the end": (close(path="/v1/responses/"), 404, None, None),
    "odd path": (close(path="/v1/%ff%0a%00%e2%82%ac"), 404, None, None),
    "odd host": (close(path="/v1/answers", host="[x@:y"), 404, None, None),
    "PUT": (close(method="PUT"), 405, None, "method_not_supported"),
    "OPTIONS": (close(method="OPTIONS"), 405, None, "method_not_supported"),
    "too large": (close(b"x" * 1_000_001), 413, None, "request_too_large"),
}


@pytest.mark.parametrize(("sent", "status", "param", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_has_the_api_shape(
    server: Server, sent: bytes, status: int, param: str | None, code: str | None
) -> None:
    [answer] = talk(server.address, sent)

    assert {"type": INVALID, "param": param, "code": code} == answer.error
    assert (status, "application/json") == (answer.status, answer.headers["content-type"])
    assert answer.headers["x-request-id"].startswith("req_")
    assert {"date", "server"}.isdisjoint(answer.headers)


@pytest.mark.parametrize("sent", [case[0] for case in REFUSED.values()], ids=REFUSED.keys())
def test_the_same_refusal_has_the_same_bytes(server: Server, sent: bytes) -> None:
    assert talk(server.address, sent) == talk(server.address, sent)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_a_wrong_method_is_told_the_right_one(server: Server, method: str) -> None:
    [answer] = talk(server.address, close(b"", method), method=method)

    assert (405, "POST") == (answer.status, answer.headers["allow"])


@pytest.mark.parametrize("path", ["/v1/responses", "/v1/answers"])
def test_head_has_no_body_and_keeps_the_connection(server: Server, path: str) -> None:
    head = request(method="HEAD", path=path)
    refused, again = talk(server.address, head, close(b"", "HEAD", path), method="HEAD")

    assert refused.headers == {name: value for name, value in again.headers.items() if name != "connection"}


def test_a_websocket_is_refused_like_any_other_method(serve: Serve) -> None:
    upgrade = {"connection": "upgrade, close", "upgrade": "websocket", "sec-websocket-version": "13"}
    sent = request(method="GET", headers={**upgrade, "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ=="})
    [answer] = talk(serve().address, sent)

    assert (405, "method_not_supported") == (answer.status, answer.error["code"])


class Broken(Session):
    """Has a bug."""

    def handle(self, call: Call) -> Reply:
        raise LookupError("our bug")


def broken() -> tuple[Broken, ASGIApp]:
    session = Broken(Contract.shipped(resources.contracts()), ())
    return session, App(session)


async def _ask(app: ASGIApp, sent: list[Message]) -> None:
    async def receive() -> Message:
        return {"type": "http.request", "body": b"{}"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app({"type": "http", "method": "POST", "path": "/v1/responses", "headers": []}, receive, send)


def test_our_own_bug_has_the_api_shape_and_flies_on() -> None:
    sent: list[Message] = []
    session, app = broken()
    with pytest.raises(LookupError, match="our bug"):
        asyncio.run(_ask(app, sent))
    answer = Answer(
        sent[0]["status"], {key.decode(): value.decode() for key, value in sent[0]["headers"]}, [sent[1]["body"]]
    )

    assert (500, {"type": "server_error", "param": None, "code": "mock_internal_error"}) == (
        answer.status,
        answer.error,
    )
    assert "false" == answer.headers["x-should-retry"]
    assert answer.headers["x-request-id"].startswith("req_")
    assert ["mock_internal_error"] == [exchange.problem for exchange in session.journal]
