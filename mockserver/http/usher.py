"""Showing requests to their rooms."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.http.address import address_of
from mockserver.http.host import Host
from mockserver.http.intake import discard_body
from mockserver.http.response import response_of
from mockserver.http.room import Room
from mockserver.values import Violation

_ROOM = "mockserver.room"


class Usher:
    """Finds the room of every request, an ASGI middleware; what has none is refused outside of all sessions.

    What stands inside sees the path in the session behind `root_path`, as ASGI has it.
    """

    def __init__(self, app: ASGIApp, host: Host) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        raw_path = raw_path_of(scope)
        room = self._host.room_at(raw_path)
        if isinstance(room, Violation):
            await self._refuse(room, scope, receive, send)
            return
        scope[_ROOM] = room
        address = address_of(raw_path)
        if address.written:
            scope["root_path"] = f"/s/{address.name}"
        await self._app(scope, receive, send)

    async def _refuse(self, violation: Violation, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await discard_body(request)
        path = raw_path_of(scope).decode("latin-1")
        response = response_of(self._host.refuse(violation, scope["method"], path))
        if "upgrade" in request.headers:
            # The parser takes nothing more from a connection whose upgrade was refused.
            response.headers["connection"] = "close"
        await response(scope, receive, send)


def raw_path_of(scope: Scope) -> bytes:
    """Give the path as it came, without its query."""
    raw_path: bytes | None = scope.get("raw_path")
    return scope["path"].encode() if raw_path is None else raw_path


def path_in(scope: Scope) -> str:
    """Give the path in its session, decoded."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def put_in(scope: Scope, room: Room) -> None:
    """Say whose request it is."""
    scope[_ROOM] = room


def room_in(scope: Scope) -> Room:
    """Give the room of a request. Raises `KeyError` before it was found."""
    room: Room = scope[_ROOM]
    return room
