"""The output items of a response, completed one after the other."""

from collections.abc import Iterable
from typing import Final

from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types import complete_item
from mockserver.values import Dialect, Json, JsonObject

CUTTING_ENDS: Final = frozenset({"incomplete", "cancelled"})
"""The statuses of a response that breaks off in its last item."""


def complete_output(
    bodies: Iterable[tuple[str, Json]], ids: Ids, ending: str, dialect: Dialect = "openai"
) -> list[JsonObject]:
    """Make the items of a response that ends so: each body, with the type it is for, as the API has it.

    Where the response breaks off in its last item, that one stays as its type has it then, unless its author wrote
    a status.
    """
    written = [*bodies]
    last = len(written) - 1 if ending in CUTTING_ENDS else None
    items: list[JsonObject] = []
    for index, (name, body) in enumerate(written):
        items.append(complete_item(name, body, ids, index, dialect, is_cut=index == last, before=items))
    return items
