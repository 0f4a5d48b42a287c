"""The clocks of a server."""

import asyncio
from collections.abc import Mapping
from typing import Protocol

from mockserver.scenario.clock import ClockName
from mockserver.session.clock import Clock


class Waitable(Clock, Protocol):
    """A clock that tells how long the event loop has to wait for a time of it."""

    name: ClockName

    def left(self, deadline: float) -> float | None:
        """Tell the seconds until then, at least 0; None when no waiting brings it, but only a change."""


class _Paced:
    """Delays pass `speed` times as fast, and at speed 0 none lasts."""

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed

    def lasts(self, delay: float) -> float:
        """Tell how much time has to pass for a delay to be over."""
        return delay / self._speed if self._speed else 0.0


class RealClock(_Paced):
    """The time of the event loop."""

    name: ClockName = "real"
    runs = True

    def now(self) -> float:
        """Tell the time, which is zero before any loop runs."""
        try:
            return asyncio.get_running_loop().time()
        except RuntimeError:
            return 0.0

    def left(self, deadline: float) -> float | None:
        """Tell the seconds until a deadline."""
        return max(deadline - self.now(), 0.0)


class ManualClock(_Paced):
    """A clock that stands still at zero until it is put forward."""

    name: ClockName = "manual"
    runs = False

    def __init__(self, speed: float = 1.0) -> None:
        super().__init__(speed)
        self._now = 0.0

    def now(self) -> float:
        """Tell the time."""
        return self._now

    def left(self, deadline: float) -> float | None:
        """Tell that a deadline is reached, or that waiting does not bring it."""
        return 0.0 if deadline <= self._now else None

    def advance(self, seconds: float) -> None:
        """Put it forward. Who waits has to be stirred."""
        self._now += seconds


def clock_named(name: ClockName, speed: float = 1.0) -> RealClock | ManualClock:
    """Make a clock for one session."""
    return _CLOCKS[name](speed)


_CLOCKS: Mapping[ClockName, type[RealClock | ManualClock]] = {"real": RealClock, "manual": ManualClock}
