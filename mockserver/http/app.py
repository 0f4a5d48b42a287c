"""The ASGI application."""

from collections.abc import Sequence
from functools import partial

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.http.cors import with_cors
from mockserver.http.host import Host
from mockserver.http.refusals import our_bug, unknown_path, wrong_method
from mockserver.http.resource import Resource, sink
from mockserver.http.room import Room
from mockserver.http.routes import SINK_PATH, operations_by_path, pattern_of
from mockserver.http.usher import Usher, raw_path_of, room_in


class App:
    """Routes the API's operations to the sessions of a host, and sends their replies at the pace of each.

    `routes` are served beside those of the API, such as those of `Admin`. `has_short_way` tells servers that they may
    answer the busiest endpoint past the router, unless `cors` names origins whose pages are answered too;
    `opens_sockets` says whether WebSockets are opened; `guard` wraps an application so that a bug of ours is answered
    in the API's shape and flies on.
    """

    def __init__(
        self, host: Host, *, routes: Sequence[BaseRoute] = (), cors: Sequence[str] = (), websocket: bool = True
    ) -> None:
        self.host = host
        self.has_short_way = not cors
        self.opens_sockets = websocket
        self.guard = partial(ServerErrorMiddleware, handler=our_bug)
        router = Starlette(
            routes=[*_routes(), *routes],
            middleware=[Middleware(Usher, host=host)],
            exception_handlers={404: unknown_path, 405: wrong_method, 500: our_bug},
        )
        # The API takes no slash at the end of a path, and clients do not send a POST again to where a redirect points.
        router.router.redirect_slashes = False
        self._router = with_cors(router, cors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or talk over one WebSocket."""
        answer = self._socket if scope["type"] == "websocket" else self._router
        await answer(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        room = self.host.room_at(raw_path_of(scope))
        if isinstance(room, Room):
            await room.socket(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1001, "reason": room.message})


def _routes() -> list[Route]:
    resources = {
        path: {method: _endpoint(operation) for method, operation in methods.items()}
        for path, methods in operations_by_path().items()
    }
    return [
        *(Route(pattern_of(path), Resource(endpoints)) for path, endpoints in resources.items()),
        Route(SINK_PATH, Resource({"POST": sink})),
    ]


def _endpoint(operation: str) -> ASGIApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await room_in(scope).endpoint(operation)(scope, receive, send)

    return answer
