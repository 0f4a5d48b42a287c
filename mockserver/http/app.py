"""The ASGI application."""

from functools import partial

from starlette.applications import Starlette
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from mockserver.http.admin import Admin
from mockserver.http.endpoint import Endpoint
from mockserver.http.gates import Gates
from mockserver.http.perform import Performer
from mockserver.http.refusals import Refusals
from mockserver.session.session import Session

MAX_BODY = 64 * 1024 * 1024
"""The largest request body in bytes, unless told otherwise."""


CREATE_PATH = "/v1/responses"


class App:
    """Routes the API's operations to a session.

    `create` is the busiest endpoint, for servers that can reach it in a shorter way; `guard` wraps an application so
    that a bug of ours is answered in the API's shape and flies on. Paced replies are sent `speed` times as fast, 0 for
    all at once; `gates` are what holds them back.
    """

    def __init__(self, session: Session, *, max_body: int = MAX_BODY, speed: float = 1.0) -> None:
        refusals = Refusals(session)
        self.gates = Gates(session.gates)
        self.create = Endpoint("responses.create", session, max_body, Performer(speed, self.gates))
        self.guard = partial(ServerErrorMiddleware, handler=refusals.our_bug)
        router = Starlette(
            routes=[Route(CREATE_PATH, self.create, methods=["POST"]), *Admin(self.gates).routes],
            exception_handlers={404: refusals.unknown_path, 405: refusals.wrong_method, 500: refusals.our_bug},
        )
        # The API takes no slash at the end of a path, and clients do not send a POST again to where a redirect points.
        router.router.redirect_slashes = False
        self._router = router

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._router(scope, receive, send)
