"""What wakes those who wait for something to happen, in whatever thread or event loop they are."""

import asyncio
from collections.abc import Callable
from functools import partial
from threading import Condition


class Pulse:
    """Beats whenever something happens. Who waits says which beat it has seen, so that none is missed."""

    def __init__(self) -> None:
        self.beats = 0
        self._condition = Condition()
        self._wakers: set[Callable[[], object]] = set()

    def beat(self, *about: object) -> None:
        """Wake all who wait."""
        with self._condition:
            self.beats += 1
            self._condition.notify_all()
            wakers, self._wakers = self._wakers, set()
        for wake in wakers:
            wake()

    def wait(self, seen: int, seconds: float | None) -> None:
        """Wait in this thread for a beat after the one that was seen, at most so many seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self.beats != seen, seconds)

    async def wait_async(self, seen: int, seconds: float | None) -> None:
        """Wait in this event loop for a beat after the one that was seen, at most so many seconds."""
        loop = asyncio.get_running_loop()
        happened = loop.create_future()
        wake = partial(_call, loop, partial(_settle, happened))
        with self._condition:
            if self.beats != seen:
                return
            self._wakers.add(wake)
        try:
            await asyncio.wait([happened], timeout=seconds)
        finally:
            with self._condition:
                self._wakers.discard(wake)


def _settle(happened: asyncio.Future[None]) -> None:
    if not happened.done():
        happened.set_result(None)


def _call(loop: asyncio.AbstractEventLoop, settle: Callable[[], None]) -> None:
    # The loop may have ended since; then nobody waits in it any more.
    if not loop.is_closed():
        loop.call_soon_threadsafe(settle)
