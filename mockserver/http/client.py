"""The client of one reply that takes its time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import Receive


class Client:
    """Waits as long as the client does. `gone` is done when the client hangs up."""

    def __init__(self, gone: asyncio.Future[None]) -> None:
        self._gone = gone

    async def waits(self, happens: asyncio.Future[None], seconds: float | None) -> bool:
        """Wait until something happens, at most so many seconds; false when the client is gone.

        Other connections have a turn even where nothing is waited for.
        """
        if seconds == 0:
            await asyncio.sleep(0)
        else:
            await asyncio.wait([self._gone, happens], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        return self.is_there

    @property
    def is_there(self) -> bool:
        """Whether the client has not hung up yet."""
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
        gone.cancel()
        await asyncio.wait([gone])


async def _goes(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
