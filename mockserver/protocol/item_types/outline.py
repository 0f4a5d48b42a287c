"""What the body of each item type looks like, as far as a JSON Schema can say it to an editor."""

from collections.abc import Mapping

from mockserver.protocol.item_types import ITEM_TYPES
from mockserver.protocol.item_types.row import ItemType
from mockserver.protocol.statuses import STATUSES
from mockserver.values import JsonObject


def outlines() -> Mapping[str, JsonObject]:
    """Give the schema of an author's body by item type: its keys, which of them must be there, if a text will do."""
    return {name: _outline(row) for name, row in ITEM_TYPES.items()}


def _outline(row: ItemType) -> JsonObject:
    fields = {key for name, field in row.fields.items() for key in (name, *field.shorts)}
    status = {"status"} if row.name in STATUSES else set()
    needed = [[name, *field.shorts] for name, field in row.fields.items() if field.needed]
    mapping: JsonObject = {
        "type": ["object"],
        "properties": {key: {} for key in sorted({*fields, *row.asides, *status, "id"})},
        "additionalProperties": False,
        **({"allOf": [{"anyOf": [{"required": [key]} for key in keys]} for keys in needed]} if needed else {}),
    }
    others = [kind for kind, may in (("string", row.text), ("null", not needed)) if may]
    return {"anyOf": [mapping, {"type": others}]} if others else mapping
