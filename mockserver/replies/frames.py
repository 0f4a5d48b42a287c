"""The events of a stream on their way to the wire."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mockserver.replies.lookout import Lookout
from mockserver.replies.timing import Timer
from mockserver.scenario.model import Pacing
from mockserver.values import Dialect, Event
from mockserver.wire import sse


class Frame(NamedTuple):
    """One event, when it is due (in seconds) and behind which gates, and its bytes.

    `number` counts the events of the undisturbed stream. What follows the last event has a frame too, without an event.
    """

    number: int
    event: Event
    is_last: bool
    due: float
    gates: tuple[str, ...]
    data: bytes


def frames(events: Iterable[Event], pacing: Pacing | None, dialect: Dialect, seed: int = 0) -> Iterator[Frame]:
    """Time and encode a stream of a dialect, one event after the other."""
    frame = Frame(-1, {}, False, 0.0, (), b"")
    for frame in timed(((event, sse.encode(event)) for event in events), pacing, seed):
        yield frame
    ending = sse.ending(dialect)
    if ending:
        yield Frame(frame.number + 1, {}, False, frame.due, (), ending)


def timed(written: Iterable[tuple[Event, bytes]], pacing: Pacing | None, seed: int) -> Iterator[Frame]:
    """Time events with their bytes, and put each behind its gates."""
    timer = Timer(pacing, seed)
    gates = [(gate.name, Lookout(gate.before)) for gate in (pacing.gates if pacing else ())]
    for number, ((event, data), is_last) in enumerate(_knowing_the_last(written)):
        shut = tuple([name for name, lookout in gates if lookout.sees(number, event, is_last)])
        yield Frame(number, event, is_last, timer.due(number, event), shut, data)


def _knowing_the_last(written: Iterable[tuple[Event, bytes]]) -> Iterator[tuple[tuple[Event, bytes], bool]]:
    walk = iter(written)
    held = next(walk, None)
    while held is not None:
        following = next(walk, None)
        yield held, following is None
        held = following
