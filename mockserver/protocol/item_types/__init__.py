"""The item types that a reply can hold, one row each."""

from collections.abc import Iterator

from mockserver.protocol.author import Problem, suggestion, under
from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types.function_call import FUNCTION_CALL
from mockserver.protocol.item_types.message import MESSAGE
from mockserver.protocol.item_types.reasoning import REASONING
from mockserver.protocol.item_types.row import ItemType
from mockserver.values import Dialect, Json, JsonObject

ITEM_TYPES: dict[str, ItemType] = {row.name: row for row in (MESSAGE, FUNCTION_CALL, REASONING)}


def item_problems(name: str, body: Json) -> Iterator[Problem]:
    """Say what is wrong with an author's item, the nearest valid name included."""
    row = ITEM_TYPES.get(name)
    if row is None:
        yield (), _unknown_type(name)
    else:
        yield from under(name, row.problems(body))


def complete_item(name: str, body: Json, ids: Ids, index: int, dialect: Dialect = "openai") -> JsonObject:
    """Make the API's item out of an author's body that has no problems; `index` is its output index."""
    item = ITEM_TYPES[name].complete(body, ids, index)
    lacks_status = "status" not in item and DIALECT_ROWS[dialect].always_has_status(name)
    return {**item, "status": "completed"} if lacks_status else item


def _unknown_type(name: str) -> str:
    hint = suggestion(name, ITEM_TYPES) or "."
    return f"unknown item type '{name}'{hint} Known types: {', '.join(ITEM_TYPES)}"
