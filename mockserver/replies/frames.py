"""The events of a stream on their way to the wire."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mockserver.replies.spot import Spot
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
    timer = Timer(pacing, seed)
    gates = [(gate.name, Spot(gate.before)) for gate in (pacing.gates if pacing else ())]
    number, due = -1, 0.0
    for number, (event, is_last) in enumerate(_knowing_the_last(events)):
        due = timer.due(number, event)
        yield Frame(number, event, is_last, due, _shut(gates, number, event, is_last), sse.encode(event))
    ending = sse.ending(dialect)
    if ending:
        yield Frame(number + 1, {}, False, due, (), ending)


def _shut(gates: Sequence[tuple[str, Spot]], number: int, event: Event, is_last: bool) -> tuple[str, ...]:
    return tuple([name for name, spot in gates if spot.is_at(number, event, is_last)])


def _knowing_the_last(events: Iterable[Event]) -> Iterator[tuple[Event, bool]]:
    walk = iter(events)
    held = next(walk, None)
    while held is not None:
        following = next(walk, None)
        yield held, following is None
        held = following
