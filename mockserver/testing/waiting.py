"""Waiting until something is so."""

from collections.abc import Callable

from mockserver.testing.clock import ThreadClock
from mockserver.testing.pulse import Pulse

_REAL = ThreadClock()


def wait_until(pulse: Pulse, is_so: Callable[[], bool], seconds: float) -> bool:
    """Wait in this thread, looking again at every beat; false when the time is over."""
    until = _REAL.now() + seconds
    while True:
        seen = pulse.beats
        if is_so():
            return True
        left = until - _REAL.now()
        if left <= 0:
            return False
        pulse.wait(seen, left)


async def wait_until_async(pulse: Pulse, is_so: Callable[[], bool], seconds: float) -> bool:
    """Wait in this event loop, which goes on with its other work meanwhile."""
    until = _REAL.now() + seconds
    while True:
        seen = pulse.beats
        if is_so():
            return True
        left = until - _REAL.now()
        if left <= 0:
            return False
        await pulse.wait_async(seen, left)
