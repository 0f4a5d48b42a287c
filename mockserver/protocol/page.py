"""Pages of lists (seed 001, ResponseItemList; `after`, `limit` and `order` of the operations that list items)."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from mockserver.values import Json, JsonObject, Violation
from mockserver.values.query import integer_in, last_text

Order: TypeAlias = Literal["asc", "desc"]

LIMIT = 20
"""How many items a page holds when nobody says."""

MOST = 100
"""How many a client can ask for."""


class Paging(NamedTuple):
    """Which page is wanted: what comes after an item, how many at most, oldest or newest first."""

    after: str | None = None
    limit: int = LIMIT
    order: Order = "desc"


def read_paging(query: Mapping[str, Json]) -> Paging:
    """Read the query of a call; what stands for nothing counts as left out, a limit is clipped to 1 and 100.

    Of a name that came more than once the last counts.
    """
    after = last_text(query.get("after"))
    order: Order = "asc" if last_text(query.get("order")) == "asc" else "desc"
    return Paging(after or None, _limit(last_text(query.get("limit"))), order)


def page(
    items: Sequence[JsonObject], *, after: str | None = None, limit: int = LIMIT, order: Order = "desc"
) -> JsonObject | Violation:
    """Cut a page out of items, which come oldest first; refuse one after an item that is not among them.

    An item that stands there twice counts where it stands first: a client that goes on after its id would else never
    come to an end.
    """
    once = _once(items)
    ordered = once if order == "asc" else once[::-1]
    start = _start(ordered, after)
    if start is None:
        message = f"Item with id '{after}' not found: no item of this list has it."
        return Violation("unknown_item", message, "after")
    return listing(ordered[start : start + limit], has_more=len(ordered) > start + limit)


def listing(items: Sequence[JsonObject], *, has_more: bool = False) -> JsonObject:
    """Write items as one page; ids are null on an empty one."""
    ids = [item["id"] for item in items]
    return {
        "object": "list",
        "data": [*items],
        "first_id": ids[0] if ids else None,
        "last_id": ids[-1] if ids else None,
        "has_more": has_more,
    }


def _once(items: Sequence[JsonObject]) -> list[JsonObject]:
    found: dict[str, JsonObject] = {}
    for item in items:
        found.setdefault(item["id"], item)
    return [*found.values()]


def _start(ordered: Sequence[JsonObject], after: str | None) -> int | None:
    """Tell at which index to begin; none, when `after` is nowhere."""
    if after is None:
        return 0
    return next((index for index, item in enumerate(ordered, 1) if item["id"] == after), None)


def _limit(text: str) -> int:
    number = integer_in(text)
    return LIMIT if number is None else min(max(number, 1), MOST)
