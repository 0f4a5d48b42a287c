"""A response in the middle of its stream."""

from collections.abc import Iterable
from typing import NamedTuple

from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.values import Dialect, Event, JsonObject


class SoFar(NamedTuple):
    """What the events up to some point tell: the response as it stands, and whether it has ended.

    Until its end a response shows the items that are done.
    """

    response: JsonObject
    has_ended: bool


def so_far(events: Iterable[Event], dialect: Dialect) -> SoFar:
    """Read the state of a response off the beginning of its stream; off no event at all, an empty one."""
    rows = DIALECT_ROWS[dialect].events
    response: JsonObject = {}
    done: dict[int, JsonObject] = {}
    has_ended = False
    for event in events:
        row = rows.get(event["type"])
        kind = row.kind if row else None
        if kind == "item_done" and isinstance(event.get("item"), dict):
            done[event.get("output_index", len(done))] = event["item"]
        elif kind in ("opening", "terminal") and isinstance(event.get("response"), dict):
            response, has_ended = event["response"], kind == "terminal"
    if has_ended or not response:
        return SoFar(response, has_ended)
    return SoFar({**response, "output": [item for _, item in sorted(done.items())]}, has_ended=False)
