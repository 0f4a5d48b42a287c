"""The connection below HTTP's framing, for answers that do not end as HTTP asks."""

import asyncio
from typing import TYPE_CHECKING, Protocol

from starlette.types import Scope

if TYPE_CHECKING:
    from uvicorn._types import HTTPScope, WebSocketScope

_EXTENSION = "mockserver.connection"


class Flow(Protocol):
    """What tells when the client has read enough to be sent more."""

    async def drain(self) -> None:
        """Wait for that."""


class Connection:
    """Writes bytes as they are, and closes."""

    def __init__(self, transport: asyncio.WriteTransport, flow: Flow) -> None:
        self._transport = transport
        self._flow = flow

    async def write(self, data: bytes) -> None:
        """Send bytes, as soon as the client has read what went before; nothing is sent to one who is gone."""
        await self._flow.drain()
        if not self._transport.is_closing():
            self._transport.write(data)

    def close(self) -> None:
        """Hang up, after all that was written."""
        self._transport.close()

    def offer(self, scope: "HTTPScope | WebSocketScope") -> None:
        """Let the application that answers in this scope have it."""
        scope["extensions"] = {_EXTENSION: {"connection": self}}


def connection_of(scope: Scope) -> Connection:
    """Give what the server has offered."""
    connection: Connection = scope["extensions"][_EXTENSION]["connection"]
    return connection
