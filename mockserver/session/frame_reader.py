"""Reading a response while it is told."""

from mockserver.replies.frames import Frame
from mockserver.session.walk import Walk
from mockserver.values import Step

_LARGEST = 64 * 1024
"""Bytes that are given at once."""
FROM_THE_START = -1


class FrameReader:
    """Gives the bytes of the events that are due, those after a sequence number."""

    def __init__(self, walk: Walk, after: int = FROM_THE_START) -> None:
        self._walk = walk
        self._after = after

    def read(self, now: float) -> Step:
        """Give what is due by now."""
        data, size = list[bytes](), 0
        for frame in self._walk.due(now):
            if frame.data and self._is_wanted(frame):
                data.append(frame.data)
                size += len(frame.data)
            if size >= _LARGEST:
                return Step(tuple(data), wake=now)
        return Step(tuple(data), self._walk.wake, self._walk.gate, self._walk.is_over)

    def _is_wanted(self, frame: Frame) -> bool:
        number = frame.event.get("sequence_number", frame.number)
        return not frame.event or not isinstance(number, int) or number > self._after


class OnceReader:
    """Gives bytes that are all there is, once."""

    def __init__(self, data: bytes) -> None:
        self._step = Step((data,), is_over=True)

    def read(self, now: float) -> Step:
        """Give them."""
        return self._step
