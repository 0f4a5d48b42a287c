"""Stream rules for content parts, summary parts and the texts that stream.

Each takes the state before the event, the event's row and the event, and yields what is wrong.
"""

from collections.abc import Iterator

from mockserver.protocol.finding import Finding, differences, shown
from mockserver.protocol.rows import EventRow, PartList, find_text
from mockserver.protocol.stream_state import StreamState, list_of, next_index
from mockserver.protocol.streamed import StreamedText
from mockserver.values import Event


def find_wrong_part_index(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the next index of the item's list."""
    item = state.item(event)
    if item is not None and row.parts is not None:
        known = item.parts.get(row.parts.field, {})
        yield from differences(row.parts.index, next_index(known), event[row.parts.index])


def find_closed_part(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the part was added and is not done, where the event names one."""
    parts, text = list_of(row), state.text(row, event)
    if parts is None or state.item(event) is None:
        return
    if text is None:
        yield Finding(
            parts.index, f"expected a part of the item's {parts.field} that was added, got index {event[parts.index]}"
        )
    elif text.closed:
        yield Finding(parts.index, f"expected a part that is not done yet, got index {event[parts.index]}")


def find_unfit_part(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand a part type that such an item has in this list."""
    item = state.item(event)
    if item is not None and row.parts is not None:
        found = find_text(item.added.get("type"), row.parts, event["part"].get("type"))
        if found is None:
            yield Finding("part.type", _unfit(row.parts, event["part"].get("type"), item.added.get("type")))


def find_changed_part(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the part is still of the type that was added."""
    text = state.text(row, event)
    if text is not None and row.text is None:
        yield from differences("part.type", text.part.get("type"), event["part"].get("type"))
    elif text is not None and row.text is not None and row.text.parts is not None and text.row != row.text:
        yield Finding(
            "type", f"expected {row.text.part} for {shown(event['type'])}, got {shown(text.part.get('type'))}"
        )


def find_begun_part(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that nothing is in the part that events will bring."""
    for name in ("text", "refusal", "annotations"):
        if event["part"].get(name) not in (None, "", []):
            got = shown(event["part"][name])
            yield Finding(f"part.{name}", f"expected it empty while its events are still to come, got {got}")


def find_finished_text(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the text is not done yet."""
    text = _open_text(state, row, event)
    if text is not None and text.value is not None:
        yield Finding("type", f"expected nothing more of a text that is done, got {shown(event['type'])}")


def find_unfinished_text(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the part's text has had its own done event."""
    text = _open_text(state, row, event)
    if text is not None and text.row is not None and text.value is None:
        yield Finding(f"part.{text.row.field}", "expected the done event of the text before that of its part, got none")


def find_wrong_sum(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the deltas joined."""
    text = _open_text(state, row, event)
    if text is not None and row.text is not None and text.value is None:
        yield from differences(row.text.field, text.joined, event[row.text.field])


def find_wrong_annotation_index(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the next index of the part's annotations."""
    text = _open_text(state, row, event)
    if text is not None:
        yield from differences("annotation_index", len(text.annotations), event["annotation_index"])


def find_wrong_annotations(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the annotations that were added, in order."""
    text = _open_text(state, row, event)
    if text is not None and (text.annotations or "annotations" in event["part"]):
        yield from differences("part.annotations", text.annotations, event["part"].get("annotations"))


def find_wrong_part(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the text that its done event said."""
    text = _open_text(state, row, event)
    if text is not None and text.row is not None and text.value is not None:
        yield from differences(f"part.{text.row.field}", text.value, event["part"].get(text.row.field))


def _open_text(state: StreamState, row: EventRow, event: Event) -> StreamedText | None:
    text = state.text(row, event)
    return None if text is None or text.closed or row.text not in (None, text.row) else text


def _unfit(parts: PartList, part_type: object, item_type: object) -> str:
    return f"expected a part that the {parts.field} of an item {shown(item_type)} can hold, got {shown(part_type)}"
