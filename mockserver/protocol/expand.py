"""Items to events: the whole stream of one response."""

from collections.abc import Iterable, Iterator

from mockserver.protocol.item_types import ITEM_TYPES
from mockserver.protocol.pieces import Cut, words
from mockserver.values import Event, JsonObject


def expand(begun: JsonObject, ended: JsonObject, terminal: str, cut: Cut = words) -> list[Event]:
    """Write every event from `response.created` to the terminal one, numbered from 0.

    `begun` and `ended` are the response before and after its output; `terminal` is the last event's type.
    """
    return number(
        (
            {"type": "response.created", "response": begun},
            {"type": "response.in_progress", "response": begun},
            *item_events(ended["output"], cut),
            {"type": terminal, "response": ended},
        )
    )


def item_events(items: Iterable[JsonObject], cut: Cut = words) -> Iterator[Event]:
    """Write the events of the items, without sequence numbers."""
    for index, item in enumerate(items):
        row = ITEM_TYPES[item["type"]]
        yield {"type": "response.output_item.added", "output_index": index, "item": row.begun(item)}
        for event in row.events(item, cut):
            yield {"type": event["type"], "output_index": index, **event}
        yield {"type": "response.output_item.done", "output_index": index, "item": item}


def number(events: Iterable[Event]) -> list[Event]:
    """Give every event its `sequence_number`, from 0."""
    return [{"type": event["type"], "sequence_number": n, **event} for n, event in enumerate(events)]


def interrupt(events: list[Event], error: JsonObject, after: int | None) -> list[Event]:
    """End a stream early with an `error` event, after so many events or in the place of the terminal one.

    `error` holds code, message and param; the event is flat, as documented (surface/REPORT.md §7).
    """
    latest = len(events) - 1
    kept = events[: latest if after is None else min(after, latest)]
    return [*kept, {"type": "error", "sequence_number": len(kept), **error}]
