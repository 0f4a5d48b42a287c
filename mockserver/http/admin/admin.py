"""The routes by which tests steer a server, and look at what happened, from any language."""

from collections.abc import Callable
from functools import cached_property
from typing import Final

from starlette.middleware.errors import ServerErrorMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.http.admin.errors import error
from mockserver.http.admin.guard import Guard
from mockserver.http.host import Host
from mockserver.http.response import response_of

ROOT: Final = "/__admin"


def _always() -> bool:
    return True


def routes_to(answer: ASGIApp) -> list[Route]:
    """Lead all paths of the admin API to an object that answers there."""
    return [Route(path, answer) for path in (ROOT, f"{ROOT}/{{rest:path}}")]


class Admin:
    """The admin API of a host, an ASGI application.

    `guard` says whom it answers, `is_ready` whether the server takes calls on all its ports.
    """

    def __init__(self, host: Host, guard: Guard | None = None, is_ready: Callable[[], bool] = _always) -> None:
        self._host = host
        self._guard = guard or Guard()
        self._is_ready = is_ready

    @property
    def routes(self) -> list[Route]:
        """Its routes in an application that has others."""
        return routes_to(self)

    @property
    def alone(self) -> ASGIApp:
        """The application for a port of its own, where nobody else answers for a bug of ours."""
        return ServerErrorMiddleware(self, handler=_our_bug)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._answers(scope, receive, send)

    @cached_property
    def _answers(self) -> ASGIApp:
        from mockserver.http.admin.answers import Answers  # most servers are never asked, and start sooner without it

        return Answers(self._host, self._guard, self._is_ready)


async def _our_bug(request: Request, problem: Exception) -> Response:
    """Answer 500; the exception itself flies on to the server's log."""
    message = f"mockserver itself failed with {type(problem).__name__}; its log has the traceback."
    return response_of(error(500, "mock_internal_error", message))
