"""Taking a request's body in."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import Receive

from mockserver.values import Headers, Violation


async def receive_body(headers: Mapping[str, str], receive: Receive, limit: int) -> bytes | Violation | None:
    """Read the body, at most `limit` bytes; None when the client hangs up before its end.

    What goes beyond is read too and thrown away: a connection closed on a client that still writes would reset it, and
    the client would never see the answer. Only one that waits for leave to send is refused at once.
    """
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit and headers.get("expect", "").lower() == "100-continue":
        return _too_large(limit)
    kept, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        piece: bytes = message.get("body", b"")
        size += len(piece)
        if size <= limit:
            kept.append(piece)
        more = message.get("more_body", False)
    return b"".join(kept) if size <= limit else _too_large(limit)


async def discard_body(request: Request) -> None:
    """Read a body that nobody wants."""
    await receive_body(Headers(request.scope["headers"]), request.receive, limit=0)


def _too_large(limit: int) -> Violation:
    message = f"The request body is larger than {limit} bytes (--max-body)."
    return Violation("max_body", message, code="request_too_large", status=413)
