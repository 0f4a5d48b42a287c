"""Stream rules for any event: numbering, shape, and the stream's two ends.

Each takes the state before the event, the event's row and the event, and yields what is wrong.
"""

from collections.abc import Iterator

from mockserver.protocol.fields import field_flaws, is_integer
from mockserver.protocol.finding import Finding, differences, shown
from mockserver.protocol.rows import EventRow
from mockserver.protocol.stream_state import StreamState
from mockserver.values import Event, did_you_mean

_MAY_BE_FIRST = frozenset({"error", "failing", "aside"})


def find_other_lane(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the lane that the first event named, or none where it named none."""
    lane = event.get("stream_id")
    if state.dialect.has_lanes and row.kind != "aside":
        if state.started:
            yield from differences("stream_id", state.lane, lane)
        elif "stream_id" in event and (not isinstance(lane, str) or not lane):
            yield Finding("stream_id", f"expected a text, got {shown(lane)}")


def find_wrong_number(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the number after the one before, which an aside in between may have taken."""
    number, expected = event.get("sequence_number"), state.last_number + 1
    if "sequence_number" not in event and event.get("type") in state.dialect.unnumbered:
        return
    if not is_integer(number) or not expected <= number <= expected + state.asides:
        yield from differences("sequence_number", expected, number)


def find_unknown_type(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Refuse the event, naming the nearest type there is."""
    name = event.get("type")
    hint = did_you_mean(name, state.dialect.events) if isinstance(name, str) else ""
    yield Finding("type", f"expected a type of a streaming event, got {shown(name)}{hint}")


def find_field_flaws(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the fields that the event's row lists."""
    return field_flaws(row, event)


def find_wrong_start(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the stream begins with the response, unless there is none or this is beside it."""
    if not state.started and event["type"] != "response.created" and row.kind not in _MAY_BE_FIRST:
        yield Finding("type", f"expected the stream to begin with 'response.created', got {shown(event['type'])}")


def find_late_event(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Refuse the event."""
    yield Finding("type", f"expected nothing after {shown(state.ended)}, got {shown(event.get('type'))}")


def find_missing_end(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the stream has ended."""
    if state.failing and state.ended is None:
        yield Finding("", "expected response.failed after the error, got nothing")
    elif state.ended is None:
        yield Finding("", "expected response.completed, .failed, .incomplete or error at the end, got nothing of it")


def find_life_after_error(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand `response.failed`, once an error has announced it."""
    if state.failing and event.get("type") != "response.failed":
        yield Finding("type", f"expected 'response.failed' after the error, got {shown(event.get('type'))}")
