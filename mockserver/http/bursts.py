"""A plan that is read as time passes."""

from collections.abc import Iterable

from mockserver.http.gates import Gates
from mockserver.session.clock import Clock
from mockserver.values import Burst, Step

_OVER = Step(is_over=True)


class BurstReader:
    """Gives each burst at its due time, which counts from the start and so never drifts.

    A gate that opens late puts off all that comes after it. No burst is made before the one before it has been given.
    """

    def __init__(self, bursts: Iterable[Burst], clock: Clock, gates: Gates) -> None:
        self._bursts = iter(bursts)
        self._clock = clock
        self._gates = gates
        self._begin = clock.now()
        self._held: Burst | None = None

    def read(self, now: float) -> Step:
        """Give the next burst, or say what has to come first."""
        burst, self._held = self._held or next(self._bursts, None), None
        if burst is None:
            return _OVER
        due = self._begin + self._clock.lasts(burst.due)
        if due > now:
            return self._hold(burst, Step(wake=due))
        passed = self._gates.passed(burst.gate, due) if burst.gate else due
        if passed is None:
            return self._hold(burst, Step(gate=burst.gate))
        self._begin += passed - due
        return Step((burst.data,), wake=now)

    def _hold(self, burst: Burst, step: Step) -> Step:
        self._held = burst
        return step
