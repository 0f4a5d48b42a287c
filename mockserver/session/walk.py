"""The frames of a response, as they fall due."""

from collections.abc import Callable, Iterator

from mockserver.replies.frames import Frame, frames
from mockserver.session.cut import Cut
from mockserver.session.timeline import Timeline
from mockserver.wire.encoding import NO_BYTES, Encoding


def uncut() -> Cut | None:
    """Say that nothing ends a response early."""
    return None


class Walk:
    """Goes through frames once, in time.

    A gate that opens late puts off all that comes after it. A `cut` may appear while it goes on: from there its tail
    takes the place of the frames. `wake` and `gate` say what the next frame waits for; `is_over` that there is none.
    """

    def __init__(
        self,
        planned: Iterator[Frame],
        begun: float,
        timeline: Timeline,
        cut: Callable[[], Cut | None] = uncut,
        encoding: Encoding = NO_BYTES,
    ) -> None:
        self.wake: float | None = None
        self.gate = ""
        self._frames = planned
        self._begun = begun
        self._clock, self._gates = timeline
        self._cut = cut
        self._encoding = encoding
        self._held: Frame | None = None
        self._passed = 0
        self._is_in_tail = False
        self.is_over = False

    def due(self, now: float) -> Iterator[Frame]:
        """Give the frames that may leave by now and were not given before."""
        while (frame := self._next()) is not None and self._leaves(frame, now):
            self._held, self._passed = None, 0
            yield frame
        self.is_over = self._held is None

    def _next(self) -> Frame | None:
        if self._held is None:
            self._held = next(self._frames, None)
        cut = self._cut()
        if cut and not self._is_in_tail and (self._held is None or self._held.number >= cut.at):
            self._is_in_tail = True
            self._frames = frames(cut.tail, None, self._encoding)
            self._held, self._passed = next(self._frames), 0
        return self._held

    def _leaves(self, frame: Frame, now: float) -> bool:
        self.wake, self.gate = None, ""
        due = self._begun + self._clock.lasts(frame.due)
        if due > now:
            self.wake = due
            return False
        return all(self._passes(name, self._clock.lasts(frame.due)) for name in frame.gates[self._passed :])

    def _passes(self, name: str, after: float) -> bool:
        arrived = self._begun + after
        passed = self._gates.passed(name, arrived)
        if passed is None:
            self.gate = name
            return False
        self._begun += passed - arrived
        self._passed += 1
        return True
