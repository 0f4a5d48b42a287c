"""The ASGI application."""

from starlette.applications import Starlette
from starlette.routing import Route

from mockserver.http.endpoint import Endpoint
from mockserver.http.refusals import Refusals
from mockserver.session.session import Session

MAX_BODY = 64 * 1024 * 1024
"""The largest request body in bytes, unless told otherwise."""


def build_app(session: Session, *, max_body: int = MAX_BODY) -> Starlette:
    """Route the API's operations to a session."""
    routes = [Route("/v1/responses", Endpoint("responses.create", session, max_body), methods=["POST"])]
    refusals = Refusals(session)
    handlers = {404: refusals.unknown_path, 405: refusals.wrong_method, 500: refusals.our_bug}
    app = Starlette(routes=routes, exception_handlers=handlers)
    # The API takes no slash at the end of a path, and clients do not send a POST again to where a redirect points.
    app.router.redirect_slashes = False
    return app
