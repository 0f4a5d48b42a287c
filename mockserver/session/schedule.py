"""When the parts of a plan may leave."""

from collections.abc import Sequence

from mockserver.session.timeline import Timeline


class Schedule:
    """Lets the parts of a plan leave, one after the other: each when it is due, and when its gates are open.

    Due times are seconds from `begun`, a time of the clock; a gate that opens late puts off all that comes after it.
    `wake` and `gate` say what the next part waits for: a time, or the gate of this name.
    """

    def __init__(self, timeline: Timeline, begun: float) -> None:
        self.wake: float | None = None
        self.gate = ""
        self._clock, self._gates = timeline
        self._begun = begun
        self._passed = 0

    def lets_leave(self, due: float, gates: Sequence[str], now: float) -> bool:
        """Tell whether the next part may leave by now; the same part is asked for until it may, or is dropped."""
        self.wake, self.gate = None, ""
        arrives = self._arrival(due)
        if arrives > now:
            self.wake = arrives
            return False
        if not all(self._passes(name, due) for name in gates[self._passed :]):
            return False
        self._passed = 0
        return True

    def drop(self) -> None:
        """Forget the part that was held back: another one takes its place."""
        self._passed = 0

    def _arrival(self, due: float) -> float:
        return self._begun + self._clock.lasts(due)

    def _passes(self, name: str, due: float) -> bool:
        arrives = self._arrival(due)
        passed = self._gates.passed(name, arrives)
        if passed is None:
            self.gate = name
            return False
        self._begun += passed - arrives
        self._passed += 1
        return True
