"""Requests that are refused, on the wire."""

import asyncio
import gzip
import json

import pytest
from starlette.types import ASGIApp, Message

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.session.session import Session
from mockserver.values import Call, Reply
from tests.http.hosting import app_of
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
    "content encoding": (close(content_encoding="compress"), 415, None, "unsupported_content_encoding"),
    "broken encoding": (close(content_encoding="gzip"), 400, None, "invalid_content_encoding"),
    "form": (
        close(b"input=hi", content_type="application/x-www-form-urlencoded"),
        400,
        None,
        "unsupported_content_type",
    ),
    "unknown parameter": (close(b'{"model":"m","inputs":"hi"}'), 400, "inputs", "unknown_parameter"),
    "no bearer": (close(b'{"model":"m"}', authorization=""), 401, None, None),
    "other scheme": (close(b'{"model":"m"}', authorization="Basic key"), 401, None, None),
    "unknown path": (close(path="/v1/answers"), 404, None, None),
    "slash at the end": (close(path="/v1/responses/"), 404, None, None),
    "odd path": (close(path="/v1/%ff%0a%00%e2%82%ac"), 404, None, None),
    "odd host": (close(path="/v1/answers", host="[x@:y"), 404, None, None),
    "PUT": (close(method="PUT"), 405, None, "method_not_supported"),
    "PATCH of an id": (close(method="PATCH", path="/v1/responses/resp_1"), 405, None, "method_not_supported"),
    "GET of what is sent": (close(method="GET", path="/v1/responses/compact"), 405, None, "method_not_supported"),
    "empty id": (close(b"", method="GET", path="/v1/conversations//items"), 404, None, None),
    "slash after an id": (close(b"", method="GET", path="/v1/responses/resp_1/"), 404, None, None),
    "too large, unpacked": (
        close(gzip.compress(bytes(1_000_001)), content_encoding="gzip"),
        413,
        None,
        "request_too_large",
    ),
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


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
def test_a_wrong_method_is_told_the_right_one(server: Server, method: str) -> None:
    [answer] = talk(server.address, close(b"", method), method=method)

    assert (405, "OPTIONS, POST") == (answer.status, answer.headers["allow"])


def test_an_unknown_path_is_told_what_there_is(server: Server) -> None:
    [answer] = talk(server.address, close(b"", "GET", "/v1/response/resp_1"))
    message = json.loads(answer.body)["error"]["message"]

    assert message.startswith(
        "Invalid URL (GET /v1/response/resp_1). This server answers DELETE, GET /v1/responses/{response_id}; "
    )
    assert "POST /v1/conversations;" in message


@pytest.mark.parametrize("path", ["/v1/responses", "/v1/answers"])
def test_head_has_no_body_and_keeps_the_connection(server: Server, path: str) -> None:
    head = request(method="HEAD", path=path)
    refused, again = talk(server.address, head, close(b"", "HEAD", path), method="HEAD")

    assert refused.headers == {name: value for name, value in again.headers.items() if name != "connection"}


@pytest.mark.parametrize(("path", "status"), [("/v1/responses", 426), ("/v1/answers", 404)])
def test_a_websocket_is_refused_where_none_is_wanted(serve: Serve, path: str, status: int) -> None:
    upgrade = {"connection": "upgrade, close", "upgrade": "websocket", "sec-websocket-version": "13"}
    sent = request(method="GET", path=path, headers={**upgrade, "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ=="})
    [answer] = talk(serve("--no-websocket").address, sent)

    assert (status, INVALID) == (answer.status, answer.error["type"])


class Broken(Session):
    """Has a bug."""

    def handle(self, call: Call) -> Reply:
        raise LookupError("our bug")


def broken() -> tuple[Broken, ASGIApp]:
    session = Broken(Contract.shipped(resources.contracts()), ())
    return session, app_of(session)


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
