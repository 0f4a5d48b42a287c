"""Events that an author names and a stream does not have."""

from collections.abc import Iterator, Sequence

from mockserver.replies.script import Problem
from mockserver.replies.stream_faults import NAMING
from mockserver.scenario.model import EventAt, Fault, Pacing
from mockserver.values import Event, nearest


def stray_spots(pacing: Pacing | None, fault: Fault | None, events: Sequence[Event]) -> Iterator[Problem]:
    """Find the gates and faults that name an event beyond the stream, or of a type that it does not have."""
    for path, at in [*_gates(pacing), *_faults(fault)]:
        message = _stray(at, events)
        if message:
            yield path, message
    for path, number in _counts(fault):
        if number > len(events):
            yield path, f"the stream has {len(events)} events, so {number} never leave"


def _gates(pacing: Pacing | None) -> Iterator[tuple[tuple[str | int, ...], EventAt]]:
    for index, gate in enumerate(pacing.gates if pacing else ()):
        yield ("stream", "gates", index, "before"), gate.before


def _faults(fault: Fault | None) -> Iterator[tuple[tuple[str | int, ...], EventAt]]:
    for name in fault.names() if fault else ():
        if name in NAMING:
            yield ("fault", name), getattr(fault, name)


def _counts(fault: Fault | None) -> Iterator[tuple[tuple[str | int, ...], int]]:
    if fault and fault.truncate_after is not None:
        yield ("fault", "truncate_after"), fault.truncate_after
    if fault and fault.stall:
        yield ("fault", "stall"), fault.stall.after
    if fault and fault.disconnect_after:
        yield ("fault", "disconnect_after"), fault.disconnect_after.events


def _stray(at: EventAt, events: Sequence[Event]) -> str | None:
    if isinstance(at, int):
        last = len(events) - 1
        return f"the stream has the events 0 to {last}, and no {at}" if at > last else None
    types = list(dict.fromkeys(event["type"] for event in events))
    if at == "last" or at in types:
        return None
    hint = nearest(at, types)
    return f"the stream has no event '{at}'" + (f"; did you mean '{hint}'?" if hint else f"; it has {', '.join(types)}")
