"""Waiting until something is so."""

from collections.abc import Callable

from mockserver.testing.clock import ThreadClock
from mockserver.testing.pulse import Pulse

_REAL = ThreadClock()


def wait_until(pulse: Pulse, is_so: Callable[[], bool], seconds: float) -> bool:
    """Wait in this thread, looking again at every beat; false when the time is over."""
    patience = _Patience(pulse, is_so, seconds)
    while rest := patience.look():
        pulse.wait(*rest)
    return patience.is_rewarded


async def wait_until_async(pulse: Pulse, is_so: Callable[[], bool], seconds: float) -> bool:
    """Wait in this event loop, which goes on with its other work meanwhile."""
    patience = _Patience(pulse, is_so, seconds)
    while rest := patience.look():
        await pulse.wait_async(*rest)
    return patience.is_rewarded


class _Patience:
    def __init__(self, pulse: Pulse, is_so: Callable[[], bool], seconds: float) -> None:
        self.is_rewarded = False
        self._pulse = pulse
        self._is_so = is_so
        self._until = _REAL.now() + seconds

    def look(self) -> tuple[int, float] | None:
        """Say after which beat and for how many seconds to wait for the next; None when there is no more waiting."""
        seen = self._pulse.beats
        self.is_rewarded = self._is_so()
        left = self._until - _REAL.now()
        return None if self.is_rewarded or left <= 0 else (seen, left)
