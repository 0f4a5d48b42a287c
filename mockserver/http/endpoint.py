"""The endpoint of one API operation."""

import asyncio
from functools import partial

from starlette.types import Receive, Scope, Send

from mockserver.http.intake import receive_body
from mockserver.http.perform import perform
from mockserver.session.session import Session
from mockserver.values import Call, Headers, Reply, Violation
from mockserver.wire.body import read_body


class Endpoint:
    """Answers one operation out of a session; an ASGI application of its own, since that is the fastest way."""

    def __init__(self, operation: str, session: Session, max_body: int) -> None:
        self._operation = operation
        self._session = session
        self._max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the request in, let the session decide, send its reply."""
        headers = Headers(scope["headers"])
        raw = await receive_body(headers, receive, self._max_body)
        if raw is not None:
            now = asyncio.get_running_loop().time
            await perform(self._decide(headers, raw), send, now, partial(_until, receive))

    def _decide(self, headers: Headers, raw: bytes | Violation) -> Reply:
        body = read_body(headers, raw) if isinstance(raw, bytes) else raw
        if isinstance(body, Violation):
            return self._session.refuse(body)
        return self._session.handle(Call(self._operation, headers, body))


async def _until(receive: Receive, deadline: float) -> bool:
    try:
        async with asyncio.timeout_at(deadline):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return True
    return False
