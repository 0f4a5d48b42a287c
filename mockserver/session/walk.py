"""The frames of a response, as they fall due."""

from collections.abc import Callable, Iterator

from mockserver.replies.frames import Frame, frames
from mockserver.session.cut import Cut
from mockserver.session.schedule import Schedule
from mockserver.session.timeline import Timeline
from mockserver.wire.encoding import NO_BYTES, Encoding


def uncut() -> Cut | None:
    """Say that nothing ends a response early."""
    return None


class Walk:
    """Goes through frames once, in time.

    A `cut` may appear while it goes on: from there its tail takes the place of the frames. `is_over` says that no frame
    is left.
    """

    def __init__(
        self,
        planned: Iterator[Frame],
        begun: float,
        timeline: Timeline,
        cut: Callable[[], Cut | None] = uncut,
        encoding: Encoding = NO_BYTES,
    ) -> None:
        self._frames = planned
        self._schedule = Schedule(timeline, begun)
        self._cut = cut
        self._encoding = encoding
        self._held: Frame | None = None
        self._is_in_tail = False
        self.is_over = False

    @property
    def wake(self) -> float | None:
        """The time that the next frame waits for, if any."""
        return self._schedule.wake

    @property
    def gate(self) -> str:
        """The gate that the next frame waits for, if any."""
        return self._schedule.gate

    def due(self, now: float) -> Iterator[Frame]:
        """Give the frames that may leave by now and were not given before."""
        while (frame := self._next()) is not None and self._schedule.lets_leave(frame.due, frame.gates, now):
            self._held = None
            yield frame
        self.is_over = self._held is None

    def _next(self) -> Frame | None:
        if self._held is None:
            self._held = next(self._frames, None)
        cut = self._cut()
        if cut and not self._is_in_tail and (self._held is None or self._held.number >= cut.at):
            self._is_in_tail = True
            self._frames = frames(cut.tail, None, self._encoding)
            self._held = next(self._frames)
            self._schedule.drop()
        return self._held
