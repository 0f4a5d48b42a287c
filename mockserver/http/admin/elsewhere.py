"""The admin routes on the port where they are not."""

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from mockserver.http.admin.admin import routes_to
from mockserver.http.admin.errors import error
from mockserver.http.intake import discard_body
from mockserver.http.response import response_of


class Elsewhere:
    """Says where the admin API is, an ASGI application; who asks here has called no session."""

    def __init__(self, url: str) -> None:
        self.routes = routes_to(self)
        self._where = f"The admin API of this server is on a port of its own: {url}/__admin (--admin-port)."

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await discard_body(Request(scope, receive))
        message = f"Invalid URL ({scope['method']} {scope['path']}). {self._where}"
        await response_of(error(404, "mock_unknown_path", message))(scope, receive, send)
