"""The ASGI application."""

from collections.abc import Sequence
from functools import cached_property, partial

from starlette.applications import Starlette
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.http.admin import Admin
from mockserver.http.cors import with_cors
from mockserver.http.endpoint import Endpoint
from mockserver.http.pace import Pace
from mockserver.http.perform import Performer
from mockserver.http.refusals import Refusals
from mockserver.http.resource import Resource, sink
from mockserver.http.routes import SINK_PATH, operations_by_path, pattern_of
from mockserver.session.session import Session

MAX_BODY = 64 * 1024 * 1024
"""The largest request body in bytes, unless told otherwise."""


class App:
    """Routes the API's operations to a session, and sends its replies at the pace of its clock and its gates.

    `create` is the busiest endpoint, for servers that can reach it in a shorter way, unless `cors` names origins whose
    pages are answered too; `opens_sockets` says whether WebSockets are opened, and `lets_in` for whom; `guard` wraps an
    application so that a bug of ours is answered in the API's shape and flies on.
    """

    def __init__(
        self, session: Session, *, max_body: int = MAX_BODY, cors: Sequence[str] = (), websocket: bool = True
    ) -> None:
        refusals = Refusals(session)
        self.pace = Pace(session.clock, session.gates)
        self.has_short_way = not cors
        self._endpoint = partial(Endpoint, session=session, max_body=max_body, performer=Performer(self.pace))
        self.create = self._endpoint("responses.create")
        self.opens_sockets = websocket
        self._session = session
        self.lets_in = refusals.lets_in
        self.guard = partial(ServerErrorMiddleware, handler=refusals.our_bug)
        router = Starlette(
            routes=[*self._routes(), *Admin(self.pace).routes],
            exception_handlers={404: refusals.unknown_path, 405: refusals.wrong_method, 500: refusals.our_bug},
        )
        # The API takes no slash at the end of a path, and clients do not send a POST again to where a redirect points.
        router.router.redirect_slashes = False
        self._router = with_cors(router, cors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or talk over one WebSocket."""
        answer = self._socket if scope["type"] == "websocket" else self._router
        await answer(scope, receive, send)

    @cached_property
    def _socket(self) -> ASGIApp:
        from mockserver.http.socket import Socket  # most servers talk over none, and start sooner without it

        return Socket(self._session, self.pace)

    def _routes(self) -> list[Route]:
        resources = {
            path: {method: self._endpoint(operation) for method, operation in methods.items()}
            for path, methods in operations_by_path().items()
        }
        return [
            *(Route(pattern_of(path), Resource(endpoints)) for path, endpoints in resources.items()),
            Route(SINK_PATH, Resource({"POST": sink})),
        ]
