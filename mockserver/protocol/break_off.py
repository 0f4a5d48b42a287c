"""Ending a stream early, so that what was told before stays true."""

from collections.abc import Iterable, Iterator, Sequence

from mockserver.protocol.collapse import collapse
from mockserver.protocol.dialects import DIALECT_ROWS, DialectRow
from mockserver.protocol.expand import item_events, number
from mockserver.protocol.item_types import ITEM_TYPES
from mockserver.protocol.outcome import Outcome
from mockserver.protocol.response import ended
from mockserver.protocol.so_far import so_far
from mockserver.values import Dialect, Event, Json, JsonObject

_INDICES = ("output_index", "content_index", "summary_index", "command_index")
_ENDS = ("_call.completed", "_call.failed", "_list_tools.completed", "_list_tools.failed")
"""How the types of events end after which an item cannot break off any more."""
_DONE = frozenset({"text_done", "part_done", "command_done", "output_done", "item_done"})


def break_off(
    told: Sequence[Event], planned: Iterable[Event], outcome: Outcome, usage: Json, dialect: Dialect
) -> list[Event]:
    """Write what follows the events that were told: the items on their way are closed, and the response ends.

    An item stays as far as it has come, with the status for that; one that has none, or has told its end, goes on as it
    was `planned`, which are the events that would have followed. The last event bears the response at its end.
    """
    cuts = {index: _cut_item(index, told, DIALECT_ROWS[dialect], dialect) for index in _open(told, dialect)}
    rest = [*planned] if None in cuts.values() else []
    closing = [event for index, cut in cuts.items() for event in _closing(index, cut, told, rest, dialect)]
    response = so_far([*told, *closing], dialect).response
    last = {"type": outcome.event, "response": ended(response, outcome, response.get("output", []), usage, None)}
    return [*number([*closing, last], first=len(told))]


def _open(told: Sequence[Event], dialect: Dialect) -> list[int]:
    """List the output indices of the items that were added and are not done."""
    rows = DIALECT_ROWS[dialect].events
    kinds = [(rows[event["type"]].kind, event.get("output_index")) for event in told if event["type"] in rows]
    done = {index for kind, index in kinds if kind == "item_done"}
    return [index for kind, index in kinds if kind == "item_added" and isinstance(index, int) and index not in done]


def _closing(
    index: int, cut: JsonObject | None, told: Sequence[Event], rest: Sequence[Event], dialect: Dialect
) -> Iterator[Event]:
    if cut is None:
        yield from (_unnumbered(event) for event in rest if event.get("output_index") == index)
        return
    seen = {_place(event) for event in told}
    for event in item_events([cut], lambda text: [text], dialect):
        placed = {**event, "output_index": index}
        kind = DIALECT_ROWS[dialect].events[event["type"]].kind
        if kind in _DONE and _place(placed) not in seen:
            yield placed


def _cut_item(index: int, told: Sequence[Event], row: DialectRow, dialect: Dialect) -> JsonObject | None:
    """Give the item as far as it was told, broken off; None where its type cannot show that."""
    own = [event for event in told if event.get("output_index") == index]
    [item] = collapse(own, dialect)
    status = row.status_row(item.get("type"))
    if item.get("type") not in ITEM_TYPES or status is None or status.cut is None or "status" not in item:
        return None
    return None if any(map(_tells_the_end, own)) or _lacks_outcomes(item) else {**item, "status": status.cut}


def _tells_the_end(event: Event) -> bool:
    return bool(event["type"].endswith(_ENDS))


def _lacks_outcomes(item: JsonObject) -> bool:
    """Tell whether a command still runs whose output an item shows: its outcome has to be there."""
    shown = item["output"] if item["type"] == "shell_call_output" else ()
    return any("outcome" not in part for part in shown)


def _place(event: Event) -> tuple[Json, ...]:
    return (event["type"], *(event.get(name) for name in _INDICES))


def _unnumbered(event: Event) -> Event:
    return {name: value for name, value in event.items() if name != "sequence_number"}
