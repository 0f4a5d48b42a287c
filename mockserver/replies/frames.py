"""The events of a stream on their way to the wire."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mockserver.replies.timing import Timer
from mockserver.scenario.model import LAST, EventAt, Pacing
from mockserver.values import Event, Json
from mockserver.wire.encoding import Encoding


class Frame(NamedTuple):
    """One event, when it is due (in seconds) and behind which gates, and its bytes.

    `number` counts the events of the undisturbed stream; `is_first` says that this is the first of its type there, and
    `is_last` that it is the last of all. What follows the last event has a frame too, without an event.
    """

    number: int
    event: Event
    is_first: bool
    is_last: bool
    due: float
    gates: tuple[str, ...]
    data: bytes

    def holds(self, at: EventAt) -> bool:
        """Whether its event is the one that an author names."""
        if at == LAST:
            return self.is_last
        return bool(self.event) and (at == self.number or (self.is_first and at == self.event.get("type")))


def frames(events: Iterable[Event], pacing: Pacing | None, encoding: Encoding, seed: int = 0) -> Iterator[Frame]:
    """Time and encode a stream, one event after the other."""
    encode, ending, _ = encoding
    frame = Frame(-1, {}, False, False, 0.0, (), b"")
    for frame in timed(((event, encode(event)) for event in events), pacing, seed):
        yield frame
    if ending:
        yield Frame(frame.number + 1, {}, False, False, frame.due, (), ending)


def timed(written: Iterable[tuple[Event, bytes]], pacing: Pacing | None, seed: int) -> Iterator[Frame]:
    """Time events with their bytes, and put each behind its gates."""
    timer, types = Timer(pacing, seed), set[Json]()
    gates = pacing.gates if pacing else ()
    for number, ((event, data), is_last) in enumerate(_knowing_the_last(written)):
        frame = Frame(number, event, event["type"] not in types, is_last, timer.due(number, event), (), data)
        types.add(event["type"])
        shut = tuple([gate.name for gate in gates if frame.holds(gate.before)])
        yield frame._replace(gates=shut) if shut else frame


def _knowing_the_last(written: Iterable[tuple[Event, bytes]]) -> Iterator[tuple[tuple[Event, bytes], bool]]:
    walk = iter(written)
    held = next(walk, None)
    while held is not None:
        following = next(walk, None)
        yield held, following is None
        held = following
