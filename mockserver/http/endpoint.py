"""The endpoint of one API operation."""

from starlette.types import Receive, Scope, Send

from mockserver.http.intake import receive_body
from mockserver.http.perform import Performer
from mockserver.session.session import Session
from mockserver.values import Call, Headers, Reply, Violation
from mockserver.wire.body import read_body


class Endpoint:
    """Answers one operation out of a session; an ASGI application of its own, since that is the fastest way.

    `max_body` is the largest request body in bytes; `performer` sends the replies.
    """

    def __init__(self, operation: str, session: Session, max_body: int, performer: Performer) -> None:
        self.max_body = max_body
        self.performer = performer
        self._operation = operation
        self._session = session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the request in, let the session decide, send its reply."""
        headers = Headers(scope["headers"])
        raw = await receive_body(headers, receive, self.max_body)
        if raw is not None:
            await self.performer.send_reply(self.decide(headers, raw), scope, receive, send)

    def decide(self, headers: Headers, raw: bytes | Violation) -> Reply:
        """Plan the answer to a body that was read, or to one that could not be."""
        body = read_body(headers, raw) if isinstance(raw, bytes) else raw
        if isinstance(body, Violation):
            return self._session.refuse(body)
        return self._session.handle(Call(self._operation, headers, body))
