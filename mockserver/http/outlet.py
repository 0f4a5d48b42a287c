"""Where the bytes of one reply go."""

from collections.abc import Iterable

from starlette.types import Scope, Send

from mockserver.http.connection import connection_of
from mockserver.values import Reply

WITHOUT_BODY = frozenset({204, 304})
"""The statuses whose responses end with their head."""

_UNBOUNDED = 1 << 62

LARGEST = 256 * 1024
"""Bytes that are given to a connection at once, so that a client that reads slowly holds no more of a long reply."""


class Outlet:
    """Sends a reply's head and bytes; what goes beyond the length that the head declares goes past HTTP's framing."""

    def __init__(self, reply: Reply, scope: Scope, send: Send) -> None:
        self._reply = reply
        self._scope = scope
        self._send = send
        self._declared = declared_length(reply)
        self._written = 0
        self.has_begun = False

    async def write(self, data: bytes) -> None:
        """Send bytes, the first ones together with the head, as soon as the client has read what went before."""
        await self.begin()
        left = self._left()
        self._written += len(data)
        for piece in (data,) if self._declared is None else _pieces(data[:left]):
            await self._send({"type": "http.response.body", "body": piece, "more_body": True})
        if data[left:]:
            await connection_of(self._scope).write(data[left:])

    async def finish(self) -> bool:
        """End the body as HTTP asks; false, and the connection closed, where the declared length forbids that."""
        await self.begin()
        if self._declared not in (None, self._written):
            self.hang_up()
            return False
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        return True

    async def send_head(self) -> None:
        """Send the head, and end without the body that it declares."""
        await self.begin()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    def hang_up(self) -> None:
        """Close the connection after what was sent."""
        connection_of(self._scope).close()

    async def begin(self) -> None:
        """Send the head, once."""
        if not self.has_begun:
            self.has_begun = True
            start = {"type": "http.response.start", "status": self._reply.status, "headers": [*self._reply.headers]}
            await self._send(start)

    def _left(self) -> int:
        return _UNBOUNDED if self._declared is None else max(self._declared - self._written, 0)


def _pieces(data: bytes) -> Iterable[bytes]:
    if len(data) <= LARGEST:
        return (data,)
    return (data[start : start + LARGEST] for start in range(0, len(data), LARGEST))


def declared_length(reply: Reply) -> int | None:
    """Tell how many bytes of a body the head lets a client expect; None when they come in chunks."""
    for name, value in reply.headers:
        if name == b"content-length":
            return int(value)
    return 0 if reply.status in WITHOUT_BODY else None
