"""Reading a plan of bursts as time passes."""

from collections.abc import Iterable

from mockserver.session.schedule import Schedule
from mockserver.session.timeline import Timeline
from mockserver.values import Burst, Step

_OVER = Step(is_over=True)


class BurstReader:
    """Gives one burst after the other, from now on; none is made before the one before it has been given.

    Due times count from the start, so that replies never drift.
    """

    def __init__(self, bursts: Iterable[Burst], timeline: Timeline) -> None:
        self._bursts = iter(bursts)
        self._schedule = Schedule(timeline, timeline.now)
        self._held: Burst | None = None

    def read(self, now: float) -> Step:
        """Give the next burst, or say what has to come first."""
        self._held = self._held or next(self._bursts, None)
        if self._held is None:
            return _OVER
        due, data, gate = self._held
        if not self._schedule.lets_leave(due, (gate,) if gate else (), now):
            return Step(wake=self._schedule.wake, gate=self._schedule.gate)
        self._held = None
        return Step((data,), wake=now)
