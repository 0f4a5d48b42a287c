"""Answers to requests that no endpoint takes, in the API's error shape, and in the session's journal."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mockserver.http.address import address_of
from mockserver.http.endpoint import read_query
from mockserver.http.intake import discard_body
from mockserver.http.response import response_of
from mockserver.http.routes import CREATE_PATH, offers
from mockserver.http.usher import path_in, raw_path_of, room_in
from mockserver.values import Call, Headers, Violation

_NO_SOCKET = Violation(
    "websocket",
    "This server opens no WebSocket connections (--no-websocket). Send the request over HTTP.",
    code="websocket_not_supported",
    status=426,
)

_ONLY_HTTP = {"upgrade": "HTTP/1.1", "connection": "upgrade, close"}
_CLOSING = {"connection": "close"}


async def unknown_path(request: Request, error: Exception) -> Response:
    """Answer 404, and say what there is, the nearest first."""
    await discard_body(request)
    inside = path_in(request.scope)
    prefix = address_of(raw_path_of(request.scope)).prefix
    message = f"Invalid URL ({_line(request)}). This server answers {offers(inside, prefix)}."
    return _refuse(request, Violation("path", message, status=404))


async def wrong_method(request: Request, error: Exception) -> Response:
    """Answer 405 and name the methods that are allowed; why not to who asks for a WebSocket and gets none."""
    await discard_body(request)
    if _asks_for_socket(request):
        shut_out = room_in(request.scope).session.shuts_out(Headers(request.scope["headers"]))
        return _refuse(request, shut_out or _NO_SOCKET, _ONLY_HTTP if shut_out is None else _CLOSING)
    given = error.headers if isinstance(error, HTTPException) else None
    allow = (given or {}).get("Allow", "")
    message = f"Method not allowed ({_line(request)}); allowed: {allow}"
    return _refuse(request, Violation("method", message, code="method_not_supported", status=405), {"allow": allow})


async def our_bug(request: Request, error: Exception) -> Response:
    """Answer 500; the exception itself flies on to the server's log."""
    message = f"mockserver itself failed with {type(error).__name__} ({_line(request)}); its log has the traceback."
    violation = Violation("internal", message, code="mock_internal_error", status=500)
    return _refuse(request, violation, {"x-should-retry": "false"})


def _refuse(request: Request, violation: Violation, headers: Mapping[str, str] | None = None) -> Response:
    scope = request.scope
    call = Call(_line(request), Headers(scope["headers"]), {}, read_query(scope.get("query_string", b"")))
    response = response_of(room_in(scope).session.refuse(violation, call))
    response.headers.update(headers or {})
    return response


def _asks_for_socket(request: Request) -> bool:
    is_place = request.method == "GET" and path_in(request.scope) == CREATE_PATH
    return is_place and request.headers.get("upgrade", "").lower() == "websocket"


def _line(request: Request) -> str:
    # The URL as Starlette puts it together trusts the Host header, which may be anything.
    return f"{request.method} {request.scope['path']}"
