"""All that one path answers."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.http.intake import discard_body
from mockserver.http.routes import allowed


class Resource:
    """Leads each method to its endpoint; HEAD is a GET without the body, OPTIONS tells the methods."""

    def __init__(self, endpoints: Mapping[str, ASGIApp]) -> None:
        self._endpoints = {**endpoints, "OPTIONS": self._options}
        if "GET" in endpoints:
            self._endpoints["HEAD"] = endpoints["GET"]
        self._allow = {"Allow": allowed(endpoints)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. Raises `HTTPException` for any other method."""
        endpoint = self._endpoints.get(scope["method"])
        if endpoint is None:
            raise HTTPException(405, headers=self._allow)
        await endpoint(scope, receive, send)

    async def _options(self, scope: Scope, receive: Receive, send: Send) -> None:
        await discard_body(Request(scope, receive))
        await Response(status_code=204, headers=self._allow)(scope, receive, send)


async def sink(scope: Scope, receive: Receive, send: Send) -> None:
    """Take in what nobody reads."""
    await discard_body(Request(scope, receive))
    await Response(status_code=204)(scope, receive, send)
