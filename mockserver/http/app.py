"""The ASGI application."""

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.http.endpoint import Endpoint
from mockserver.http.refusals import Refusals
from mockserver.session.session import Session

MAX_BODY = 64 * 1024 * 1024
"""The largest request body in bytes, unless told otherwise."""


class ShortCut:
    """Takes calls of the busiest operations straight to their endpoints, everything else to the router.

    Going through the router costs as much as deciding the answer.
    """

    def __init__(self, endpoints: Mapping[tuple[str, str], ASGIApp], router: ASGIApp) -> None:
        self._endpoints = endpoints
        self._router = router

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look the method and path up."""
        is_http = scope["type"] == "http"
        endpoint = self._endpoints.get((scope["method"], scope["path"])) if is_http else None
        await (endpoint or self._router)(scope, receive, send)


def build_app(session: Session, *, max_body: int = MAX_BODY) -> ASGIApp:
    """Route the API's operations to a session."""
    create = Endpoint("responses.create", session, max_body)
    refusals = Refusals(session)
    handlers = {404: refusals.unknown_path, 405: refusals.wrong_method}
    router = Starlette(routes=[Route("/v1/responses", create, methods=["POST"])], exception_handlers=handlers)
    # The API takes no slash at the end of a path, and clients do not send a POST again to where a redirect points.
    router.router.redirect_slashes = False
    return ServerErrorMiddleware(ShortCut({("POST", "/v1/responses"): create}, router), handler=refusals.our_bug)
