"""The time of sessions that no event loop runs."""

from time import monotonic

from mockserver.http.clock import RealClock


class ThreadClock(RealClock):
    """The time that passes in every thread; delays pass `speed` times as fast, and at speed 0 none lasts."""

    def now(self) -> float:
        """Tell the time."""
        return monotonic()
