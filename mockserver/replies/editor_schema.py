"""The JSON Schema of scenario files for editors, which knows the item types too."""

from mockserver.protocol.item_types.outline import outlines
from mockserver.scenario.item import ITEM_SCHEMA
from mockserver.scenario.schema import scenario_schema
from mockserver.values import Json, JsonObject

_ITEM = {"$ref": "#/$defs/Item"}
_OWN_TYPE: JsonObject = {"^[a-z0-9_-]+:.": {}}


def editor_schema() -> JsonObject:
    """Write the schema of scenario files, with the item types and the keys of their bodies."""
    schema: JsonObject = _with_items(scenario_schema())
    return {**schema, "$defs": {**schema["$defs"], "Item": _item()}}


def _item() -> JsonObject:
    bodies = outlines()
    known = {"properties": dict(bodies), "patternProperties": _OWN_TYPE, "additionalProperties": False}
    alone = {"enum": [*bodies]}, {"pattern": next(iter(_OWN_TYPE))}, {"type": "object"}
    return {**ITEM_SCHEMA, "else": {**ITEM_SCHEMA["else"], **known}, "anyOf": [*alone]}


def _with_items(schema: Json) -> Json:
    if schema == ITEM_SCHEMA:
        return _ITEM
    if isinstance(schema, dict):
        return {key: _with_items(part) for key, part in schema.items()}
    return [_with_items(part) for part in schema] if isinstance(schema, list) else schema
