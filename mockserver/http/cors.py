"""Answers to web pages of other origins."""

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

_EXPOSED = (
    "x-request-id",
    "x-mockserver-violations",
    "x-mockserver-rules",
    "x-mockserver-reply",
    "retry-after-ms",
    "*",
)
"""The headers that a page may read; the star stands for all, but not for calls with credentials."""
_METHODS = ("GET", "POST", "DELETE")


def with_cors(app: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    """Let pages of these origins, such as `http://localhost:3000`, call an application; `*` is any origin."""
    if not origins:
        return app
    return CORSMiddleware(
        app, allow_origins=origins, allow_methods=_METHODS, allow_headers=["*"], expose_headers=_EXPOSED
    )
