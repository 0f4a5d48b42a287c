"""Items to events: the whole stream of one response."""

from collections.abc import Iterable, Iterator

from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.item_types import ITEM_TYPES
from mockserver.protocol.pieces import Cut, words
from mockserver.values import Dialect, Event, JsonObject

_ERROR_TYPE = "server_error"
"""What kind of error breaks a stream off, in the words for HTTP 500 (open-responses/NOTES.md E2)."""


def expand(
    begun: JsonObject, ended: JsonObject, terminal: str, cut: Cut = words, dialect: Dialect = "openai"
) -> list[Event]:
    """Write every event from `response.created` to the terminal one, numbered from 0.

    `begun` and `ended` are the response before and after its output; `terminal` is the last event's type.
    """
    return _number(
        (
            {"type": "response.created", "response": begun},
            {"type": "response.in_progress", "response": begun},
            *item_events(ended["output"], cut, dialect),
            {"type": terminal, "response": ended},
        )
    )


def item_events(items: Iterable[JsonObject], cut: Cut = words, dialect: Dialect = "openai") -> Iterator[Event]:
    """Write the events of the items, without sequence numbers."""
    renamed = DIALECT_ROWS[dialect].renamed
    for index, item in enumerate(items):
        row = ITEM_TYPES[item["type"]]
        yield {"type": "response.output_item.added", "output_index": index, "item": row.begun(item)}
        for event in row.events(item, cut):
            name = {"type": renamed.get(event["type"], event["type"])}
            yield {**name, "output_index": index, **event, **name}
        yield {"type": "response.output_item.done", "output_index": index, "item": item}


def interrupt(events: list[Event], error: JsonObject, after: int | None, dialect: Dialect = "openai") -> list[Event]:
    """End a stream early with an `error` event, after so many events or in the place of the terminal one.

    `error` holds code, message and param. The event is flat, as documented (surface/REPORT.md §7); where
    `response.failed` must follow, it holds the same as an object too, so that readers of both kinds find it.
    """
    latest = len(events) - 1
    kept = events[: latest if after is None else min(after, latest)]
    if not DIALECT_ROWS[dialect].fails_after_error:
        return _number((*kept, {"type": "error", **error}))
    broken = {"type": "error", **error, "error": {"type": _ERROR_TYPE, **error}}
    return _number((*kept, broken, {"type": "response.failed", "response": _failed(events[-1], error, kept)}))


def _failed(terminal: Event, error: JsonObject, kept: Iterable[Event]) -> JsonObject:
    return {
        **terminal["response"],
        "status": "failed",
        "completed_at": None,
        "error": {"code": error["code"], "message": error["message"]},
        "incomplete_details": None,
        "output": [event["item"] for event in kept if event["type"] == "response.output_item.done"],
    }


def _number(events: Iterable[Event]) -> list[Event]:
    return [{"type": event["type"], "sequence_number": n, **event} for n, event in enumerate(events)]
