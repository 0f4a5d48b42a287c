"""How calls ask for lists of items, and what they get."""

from collections.abc import Sequence

from mockserver.protocol.page import listing, page, read_paging
from mockserver.protocol.stored_item import shown
from mockserver.session.desk import Desk
from mockserver.session.look import include_of
from mockserver.values import Call, JsonObject, Violation


def asked_page(desk: Desk, call: Call, items: Sequence[JsonObject]) -> JsonObject | Violation:
    """Answer with the page that the query asks for; `items` come oldest first."""
    wanted = read_paging(call.query)
    found = page(items, after=wanted.after, limit=wanted.limit, order=wanted.order)
    if isinstance(found, Violation):
        return listing(()) if desk.stateless else found
    include = include_of(call.query)
    return {**found, "data": [shown(item, include) for item in found["data"]]}
