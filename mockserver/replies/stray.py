"""Events that an author names and a stream does not have."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from mockserver.protocol.author import Problem
from mockserver.replies.stream_faults import NAMING
from mockserver.scenario.model import LAST, EventAt, Fault, Pacing
from mockserver.values import nearest

_PREFIX = "response."
_LIKENESS = 0.8


def stray_spots(pacing: Pacing | None, fault: Fault | None, types: Iterable[str]) -> Iterator[Problem]:
    """Find the gates and faults that name an event beyond the stream, or of a type that it does not have.

    `types` are those of its events in order, and are only walked through when there is a fault or a gate.
    """
    if fault is not None or (pacing is not None and pacing.gates):
        yield from _stray_spots(pacing, fault, [*types])


def _stray_spots(pacing: Pacing | None, fault: Fault | None, types: Sequence[str]) -> Iterator[Problem]:
    for path, at in [*_gates(pacing), *_faults(fault)]:
        message = _stray(at, types)
        if message:
            yield path, message
    for path, number in _counts(fault):
        if number > len(types):
            yield path, f"the stream has {len(types)} events, so {number} never leave"
    if fault and fault.reorder_events is not None and _is_last(fault.reorder_events, types):
        yield ("fault", "reorder_events"), "no event follows this one, which is the last"
    yield from _late_error(fault, types)


def unknown_types(pacing: Pacing | None, fault: Fault | None, known: Collection[str]) -> Iterator[Problem]:
    """Find the gates and faults that name an event of a type that no stream has."""
    for path, at in [*_gates(pacing), *_faults(fault)]:
        if isinstance(at, str) and at != LAST and at not in known:
            meant = _likest(at, known)
            yield path, f"no stream has an event '{at}'" + (f"; did you mean '{meant}'?" if meant else "")


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
        yield ("fault", "stall", "after"), fault.stall.after
    if fault and fault.disconnect_after:
        yield ("fault", "disconnect_after", "events"), fault.disconnect_after.events


def _late_error(fault: Fault | None, types: Sequence[str]) -> Iterator[Problem]:
    after = fault.error_event.after if fault and fault.error_event else None
    place = max((number for number, name in enumerate(types) if name == "error"), default=None)
    if after is not None and place is not None and after > place:
        yield ("fault", "error_event", "after"), f"the stream has {place} events before its end, so {after} never leave"


def _stray(at: EventAt, types: Sequence[str]) -> str | None:
    if isinstance(at, int):
        last = len(types) - 1
        return f"the stream has the events 0 to {last}, and no {at}" if at > last else None
    known = list(dict.fromkeys(types))
    if at == LAST or at in known:
        return None
    meant = _likest(at, known)
    return f"the stream has no event '{at}'; " + (f"did you mean '{meant}'?" if meant else f"it has {', '.join(known)}")


def _is_last(at: EventAt, types: Sequence[str]) -> bool:
    *before, last = types or [""]
    return at in (LAST, len(before)) or (at == last and at not in before)


def _likest(name: str, types: Collection[str]) -> str | None:
    """Find the type that was meant, by what follows the beginning that all of them share."""
    short = {known.removeprefix(_PREFIX): known for known in types}
    meant = nearest(name.removeprefix(_PREFIX), short, _LIKENESS)
    return short[meant] if meant else None
