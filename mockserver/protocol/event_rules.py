"""Stream rules for any event: numbering, shape, and the stream's two ends.

Each takes the state before the event, the event's row and the event, and yields what is wrong.
"""

from collections.abc import Iterator

from mockserver.protocol.author import suggestion
from mockserver.protocol.fields import field_flaws
from mockserver.protocol.finding import Finding, differences, shown
from mockserver.protocol.rows import EventRow
from mockserver.protocol.stream_state import StreamState
from mockserver.values import Event


def find_wrong_number(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the number after the one before."""
    return differences("sequence_number", state.last_number + 1, event.get("sequence_number"))


def find_unknown_type(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Refuse the event, naming the nearest type there is."""
    name = event.get("type")
    hint = suggestion(name, state.dialect.events) if isinstance(name, str) else ""
    yield Finding("type", f"{shown(name)} is no type of a streaming event{hint}")


def find_field_flaws(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the fields that the event's row lists."""
    return field_flaws(row, event)


def find_wrong_start(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that something was said before, unless this is the first event."""
    if not state.started and event["type"] != "response.created":
        yield Finding("type", f"expected the stream to begin with 'response.created', got {shown(event['type'])}")


def find_late_event(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Refuse the event."""
    yield Finding("type", f"expected nothing after {shown(state.ended)}, got {shown(event.get('type'))}")


def find_missing_end(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the stream has ended."""
    if state.failing and state.ended is None:
        yield Finding("", "the stream stops after an error without response.failed")
    elif state.ended is None:
        yield Finding("", "the stream stops without response.completed, .failed, .incomplete or error")


def find_life_after_error(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand `response.failed`, once an error has announced it."""
    if state.failing and event.get("type") != "response.failed":
        yield Finding("type", f"expected 'response.failed' after the error, got {shown(event.get('type'))}")
