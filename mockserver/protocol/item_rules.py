"""Stream rules for the items of the output.

Each takes the state before the event, the event's row and the event, and yields what is wrong.
"""

from collections.abc import Iterator

from mockserver.protocol.command_rules import find_begun_shell
from mockserver.protocol.finding import Finding, differences, shown
from mockserver.protocol.rows import TEXTS, EventRow
from mockserver.protocol.statuses import waiting
from mockserver.protocol.stream_state import StreamState, next_index, own_ids
from mockserver.values import Event, Json

_IDENTITY = ("id", "type", "call_id", "name", "server_label", "role")
_SAID = {"item_id": "id", "name": "name"}
"""What an event says of its item: the event's field and the item's."""


def find_wrong_output_index(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the next index."""
    return differences("output_index", next_index(state.items), event["output_index"])


def find_missing_item(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the item was added."""
    if state.item(event) is None:
        yield Finding("output_index", f"expected an item that was added, got index {event['output_index']}")


def find_finished_item(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the item is not done yet."""
    item = state.item(event)
    if item is not None and item.done is not None:
        yield Finding("output_index", f"expected an item that is not done yet, got index {event['output_index']}")


def find_wrong_id(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand an id for the item's events to name, and that no item before has it, or its call_id."""
    item_id = event["item"].get("id")
    if not isinstance(item_id, str) or not item_id:
        yield Finding("item.id", f"expected an id, got {shown(item_id)}")
    for own in own_ids(event["item"]):
        if own in state.used:
            name, _, used = own
            yield Finding(f"item.{name}", f"expected one of its own, got {shown(used)}, that of item {state.used[own]}")


def find_changed_item(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the item is still the one that was added."""
    item = state.item(event)
    if item is not None and "item" in event:
        for name in _IDENTITY:
            yield from differences(f"item.{name}", item.added.get(name), event["item"].get(name))
    elif item is not None:
        for name, field in _SAID.items():
            if name in event:
                yield from differences(name, item.added.get(field), event[name])


def find_foreign_event(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand an event of the item's own type."""
    item = state.item(event)
    wanted = (row.text.item,) if row.text else row.items
    if item is not None and item.added.get("type") not in wanted:
        got = shown(item.added.get("type"))
        yield Finding("type", f"expected a {' or '.join(wanted)} for {shown(event['type'])}, got {got}")


def find_begun_text(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that nothing is in the item that events will bring."""
    item = event["item"]
    texts = [text for text in TEXTS if text.item == item.get("type")]
    for name in dict.fromkeys(text.parts.field if text.parts else text.field for text in texts):
        if item.get(name) not in (None, "", []):
            yield Finding(
                f"item.{name}", f"expected it empty while its events are still to come, got {shown(item[name])}"
            )
    yield from find_begun_shell(state, row, event)


def find_wrong_first_status(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the status that such items begin with, or no status where the type allows that."""
    known = state.dialect.status_row(event["item"].get("type"))
    status = event["item"].get("status")
    if known is None or not (known.always or status is not None):
        return
    if known.first is not None:
        yield from differences("item.status", known.first, status) if status not in known.also_first else ()
    elif status not in known.final:
        yield Finding("item.status", f"expected {' or '.join(known.final)}, got {shown(status)}")


def find_wrong_last_status(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand a status to end with or to stay in, wherever the added item has a status, and no status elsewhere."""
    known = state.dialect.status_row(event["item"].get("type"))
    item = state.item(event)
    status = event["item"].get("status")
    if known is None or item is None:
        return
    final = waiting(known, event["item"]).final
    allowed = [*final, *([known.cut] if known.cut and known.cut not in final else [])]
    if item.added.get("status") is None:
        yield from differences("item.status", None, status)
    elif status not in allowed:
        yield Finding("item.status", f"expected {' or '.join(allowed)}, got {shown(status)}")


def find_unfinished_parts(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that every part of the item is done."""
    item = state.item(event)
    for name, parts in item.parts.items() if item else ():
        for index, part in sorted(parts.items()):
            if not part.closed:
                yield Finding(
                    f"item.{name}[{index}]",
                    "expected the added part to be done before its item, got no event that says so",
                )


def find_unfinished_texts(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that every text of the item has had its own done event."""
    item = state.item(event)
    for name, text in item.texts.items() if item else ():
        if text.value is None and (text.deltas or isinstance(event["item"].get(name), str)):
            yield Finding(f"item.{name}", "expected the done event of the text before that of its item, got none")


def find_wrong_item(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the texts and parts that the events brought."""
    item = state.item(event)
    if item is None:
        return
    for name, text in item.texts.items():
        if text.value is not None:
            yield from differences(f"item.{name}", text.value, event["item"].get(name))
    for name, parts in item.parts.items():
        if all(part.closed for part in parts.values()):
            brought = [part.part for _, part in sorted(parts.items())]
            yield from differences(f"item.{name}", brought, _list_or_empty(event["item"].get(name)))


def _list_or_empty(value: Json) -> Json:
    return [] if value is None else value
