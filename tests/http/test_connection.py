"""The connection below HTTP's framing."""

import asyncio
from typing import Any

from mockserver.http.connection import Connection, connection_of


class Transport(asyncio.WriteTransport):
    """Keeps what is written."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data: Any) -> None:
        self.written.append(data)

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True


class Flow:
    """Lets write once the client has read."""

    def __init__(self) -> None:
        self.has_read = asyncio.Event()

    async def drain(self) -> None:
        await self.has_read.wait()


async def _written(*, closed: bool) -> list[list[bytes]]:
    """Give what is written before the client has read what went before, and after."""
    transport, flow = Transport(), Flow()
    transport.closed = closed
    writing = asyncio.ensure_future(Connection(transport, flow).write(b"a"))
    await asyncio.sleep(0)
    before = [*transport.written]
    flow.has_read.set()
    await writing
    return [before, transport.written]


def test_bytes_wait_for_the_client() -> None:
    assert [[], [b"a"]] == asyncio.run(_written(closed=False))


def test_nothing_is_written_to_one_who_is_gone() -> None:
    assert [[], []] == asyncio.run(_written(closed=True))


def test_what_is_offered_is_found() -> None:
    scope: Any = {"type": "http"}
    connection = Connection(Transport(), Flow())
    connection.offer(scope)
    connection_of(scope).close()

    assert connection is connection_of(scope)
