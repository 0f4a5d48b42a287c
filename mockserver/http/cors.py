"""Answers to web pages of other origins."""

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

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
_ADMIN = "/__admin"


def with_cors(app: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    """Let pages of these origins, such as `http://localhost:3000`, call an application; `*` is any origin.

    The admin routes are never covered, neither answers nor what a browser asks before it calls.
    """
    if not origins:
        return app
    covered = CORSMiddleware(
        app, allow_origins=origins, allow_methods=_METHODS, allow_headers=["*"], expose_headers=_EXPOSED
    )

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        is_admin = scope["type"] == "http" and _is_admin(scope["path"])
        await (app if is_admin else covered)(scope, receive, send)

    return answer


def _is_admin(path: str) -> bool:
    return path == _ADMIN or path.startswith(f"{_ADMIN}/")
