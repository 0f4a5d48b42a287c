"""Frames that leave together."""

from collections.abc import Callable, Iterable, Iterator

from mockserver.replies.frames import Frame
from mockserver.values import Burst

LARGEST = 64 * 1024
"""Bytes that a burst of a long reply holds before the next one begins."""


class Lazily:
    """Bursts that are made anew each time they are walked, one at a time."""

    def __init__(self, make: Callable[[], Iterator[Burst]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Burst]:
        return self._make()


def bursts(frames: Iterable[Frame], largest: float = LARGEST) -> Iterator[Burst]:
    """Join the frames that wait for the same time and for no gate of their own, up to so many bytes."""
    due, gate, kept, size = 0.0, "", list[bytes](), 0
    for frame in frames:
        if kept and (frame.due != due or frame.gates or size >= largest):
            yield Burst(due, b"".join(kept), gate)
            gate, kept, size = "", [], 0
        for name in frame.gates[:-1]:
            yield Burst(frame.due, b"", name)
        gate = frame.gates[-1] if frame.gates else gate
        due = frame.due
        kept.append(frame.data)
        size += len(frame.data)
    if kept:
        yield Burst(due, b"".join(kept), gate)
