"""The client of one reply that takes its time."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager

from starlette.types import Receive


class Client:
    """Waits as long as the client does. `gone` is done when the client hangs up."""

    def __init__(self, gone: asyncio.Future[None]) -> None:
        self._gone = gone
        self.now = asyncio.get_running_loop().time

    async def until(self, deadline: float) -> bool:
        """Let time pass until a deadline of `now`, and other connections have a turn; false when the client is gone."""
        left = deadline - self.now()
        if left > 0:
            await asyncio.wait([self._gone], timeout=left)
        else:
            await asyncio.sleep(0)
        return not self._gone.done()

    async def during(self, waiting: Coroutine[None, None, None]) -> bool:
        """Let something be waited for; false when the client is gone."""
        task = asyncio.ensure_future(waiting)
        await asyncio.wait([self._gone, task], return_when=asyncio.FIRST_COMPLETED)
        await _cancelled(task)
        return not self._gone.done()

    async def leaves(self) -> None:
        """Wait until the client is gone."""
        await asyncio.wait([self._gone])


@asynccontextmanager
async def listening(receive: Receive) -> AsyncIterator[Client]:
    """Listen for the client to hang up."""
    gone = asyncio.ensure_future(_goes(receive))
    try:
        yield Client(gone)
    finally:
        await _cancelled(gone)


async def _goes(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _cancelled(task: asyncio.Future[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
