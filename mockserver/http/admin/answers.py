"""Answering the admin API: who may ask, what is asked, who answers."""

from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from mockserver.http.admin.asked import Asked, asked
from mockserver.http.admin.document import secured
from mockserver.http.admin.errors import error, ok, refused
from mockserver.http.admin.guard import Guard
from mockserver.http.admin.handlers import OF_HOST, OF_ROOM
from mockserver.http.admin.operation import Match, Operation, match, targets
from mockserver.http.admin.uploads import EXPLAINED
from mockserver.http.host import Host
from mockserver.http.intake import receive_body
from mockserver.http.response import response_of
from mockserver.http.room import Room
from mockserver.http.routes import allowed
from mockserver.http.usher import raw_path_of
from mockserver.session.how import DEFAULT
from mockserver.values import Headers, Reply, Violation

_DOCUMENT: Final = "/__admin/openapi.json"
_LONGEST: Final = 200
"""Characters of a path that are compared with what there is."""
_TOLD: Final = 3


class Answers:
    """An ASGI application that answers one request after the other, each outside of every session's journal."""

    def __init__(self, host: Host, guard: Guard, is_ready: Callable[[], bool]) -> None:
        self._host = host
        self._guard = guard
        self._is_ready = is_ready
        self._own: dict[str, Callable[[], Reply]] = {
            "document.get": lambda: ok(secured(needs_token=guard.needs_token)),
            "health.get": lambda: ok({"status": "ok"}),
            "ready.get": self._ready,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers, method = Headers(scope["headers"]), scope["method"]
        found = match(_path(scope))
        operation = _operation(found, method)
        refusal = self._guard.refusal(headers, is_open=operation is not None and operation.is_open)
        limit = operation.max_bytes if operation and refusal is None else 0
        raw = await receive_body(headers, receive, limit)
        if raw is None:
            return
        reply = refusal or self._reply(scope, headers, found, operation, raw if isinstance(raw, bytes) else None)
        await _response(reply, method)(scope, receive, send)

    def _reply(
        self, scope: Scope, headers: Headers, found: Match | None, operation: Operation | None, raw: bytes | None
    ) -> Reply:
        if found is None:
            return _unknown_path(scope["method"], _path(scope))
        if operation is None:
            return _other_method(scope["method"], found)
        if raw is None and operation.body is not None:
            message = f"The request body is larger than {operation.max_bytes} bytes."
            return error(413, "request_too_large", message)
        explain = EXPLAINED.get(operation.id)
        wanted = asked(
            operation, found.names, scope.get("query_string", b""), headers.get("content-type"), raw or b"", explain
        )
        return wanted if isinstance(wanted, Reply) else self._answer(operation, wanted)

    def _answer(self, operation: Operation, wanted: Asked) -> Reply:
        if operation.id in self._own:
            return self._own[operation.id]()
        if operation.id in OF_HOST:
            return OF_HOST[operation.id](self._host, wanted)
        room = self._room(wanted.names.get("session", DEFAULT))
        return room if isinstance(room, Reply) else OF_ROOM[operation.id](room, wanted)

    def _room(self, name: str) -> Room | Reply:
        session = self._host.sessions.known(name)
        return refused(session) if isinstance(session, Violation) else self._host.room_of(session)

    def _ready(self) -> Reply:
        return ok({"status": "ready"}) if self._is_ready() else ok({"status": "not ready"}, 503)


def _path(scope: Scope) -> str:
    return raw_path_of(scope).decode("latin-1")


def _operation(found: Match | None, method: str) -> Operation | None:
    return found.target.operations.get("GET" if method == "HEAD" else method) if found else None


def _unknown_path(method: str, path: str) -> Reply:
    likely = sorted(targets(), key=lambda target: -SequenceMatcher(None, path[:_LONGEST], target.path).ratio())
    near = "; ".join(f"{', '.join(sorted(target.operations))} {target.path}" for target in likely[:_TOLD])
    there = f"The nearest paths of the admin API are {near}. GET {_DOCUMENT} tells all."
    return error(404, "mock_unknown_path", f"Invalid URL ({method} {path[:_LONGEST]}). {there}")


def _other_method(method: str, found: Match) -> Reply:
    allow = allowed(found.target.operations)
    if method == "OPTIONS":
        return Reply(204, ((b"allow", allow.encode()),), ())
    message = f"Method not allowed ({method} {found.target.path}); allowed: {allow}"
    return error(405, "method_not_supported", message, headers={"allow": allow})


def _response(reply: Reply, method: str) -> Response:
    response = response_of(reply)
    if method == "HEAD":
        response.body = b""
    return response
