"""What wakes those who wait for a change."""

import asyncio
from weakref import WeakSet


class Stir:
    """Tells all who wait that something has changed: a gate, the clock, a response. Use it in the event loop only."""

    def __init__(self) -> None:
        self._waiting: WeakSet[asyncio.Future[None]] = WeakSet()

    def happened(self) -> asyncio.Future[None]:
        """Give what is done at the next change; take it before looking, so that no change is missed.

        Each caller has its own, which goes with the caller: one for all would have to be searched for whoever leaves.
        """
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        return future

    def stir(self) -> None:
        """Wake them."""
        waiting, self._waiting = self._waiting, WeakSet()
        for future in waiting:
            if not future.done():
                future.set_result(None)
