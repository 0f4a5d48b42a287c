"""A response as it is told to one call, before it is on any wire."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from mockserver.protocol.wishes import Wishes
from mockserver.replies.faulty import Faults
from mockserver.replies.frames import Frame
from mockserver.scenario.model import Background
from mockserver.values import Ending, JsonObject
from mockserver.wire.encoding import NO_BYTES, Encoding

_QUEUED = "queued"


class Telling(NamedTuple):
    """Its end, and its events with their times, undisturbed by faults; `background` is how it goes on unwatched.

    `wishes` are what the call wants to see of it.

    `whole` writes the frames in an encoding, `broken` with the error that breaks them off, if any; `faults` are what
    else a stream of them suffers.
    """

    wishes: Wishes
    ended: JsonObject
    whole: Callable[[Encoding], Iterator[Frame]]
    broken: Callable[[Encoding], Iterator[Frame]]
    faults: Faults
    background: Background
    is_paced: bool

    def frames(self, encoding: Encoding = NO_BYTES) -> Iterator[Frame]:
        """Walk through the frames; those after the queue are as much later as it takes."""
        return self._queued(self.whole(encoding))

    def spoilt(self, encoding: Encoding) -> Iterator[Frame]:
        """Walk through the frames with their faults."""
        return self.faults.spoil_frames(self._queued(self.broken(encoding)), in_frames=encoding.in_frames)

    def _queued(self, frames: Iterator[Frame]) -> Iterator[Frame]:
        late = self.background.queued
        return map(_later(late), frames) if late else frames

    @property
    def ending(self) -> Ending:
        """How a stream with the faults ends."""
        return self.faults.ending

    @property
    def polls(self) -> int:
        """After how many looks it has ended, when looks move it; zero when only time and gates do."""
        by = self.background.by or ("time" if self.is_paced or self.background.queued else "polling")
        return self.background.polls if by == "polling" else 0


def _later(late: float) -> Callable[[Frame], Frame]:
    return lambda frame: frame if is_queued(frame) else frame._replace(due=frame.due + late)


def is_queued(frame: Frame) -> bool:
    """Whether the response waits when a frame is sent."""
    response = frame.event.get("response")
    return isinstance(response, dict) and response.get("status") == _QUEUED
