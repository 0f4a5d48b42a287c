"""Where one JSON Schema holds others: names in `properties` are the author's, names beside `type` are keywords."""

import re
from collections.abc import Callable, Iterator, Mapping

import orjson

from mockserver.values import Json, JsonObject

NAMED = frozenset({"$defs", "definitions", "dependentSchemas", "patternProperties", "properties"})
LISTED = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
SINGLE = frozenset(
    {
        "additionalProperties",
        "contains",
        "contentSchema",
        "else",
        "if",
        "items",
        "not",
        "propertyNames",
        "then",
        "unevaluatedItems",
        "unevaluatedProperties",
    }
)
BESIDE = ("allOf", "anyOf", "oneOf", "if", "then", "else", "not", "dependentSchemas")
"""Keywords whose schemas describe the same value as the schema that holds them."""

_REFERENCE = re.compile(rb'"\$ref":"#/\$defs/([^"]+)"')


def map_children(schema: JsonObject, change: Callable[[Json], Json]) -> JsonObject:
    """Return the schema with `change` applied to each schema directly inside it; data such as `enum` stays."""
    return {keyword: _changed(keyword, value, change) for keyword, value in schema.items()}


def children(schema: JsonObject) -> Iterator[Json]:
    """Yield each schema directly inside this one."""
    for keyword, value in schema.items():
        if keyword in SINGLE:
            yield value
        elif keyword in LISTED and isinstance(value, list):
            yield from value
        elif keyword in NAMED and isinstance(value, dict):
            yield from value.values()


def beside(schema: JsonObject) -> Iterator[JsonObject]:
    """Yield each schema directly inside this one that describes the same value."""
    for keyword in BESIDE:
        held = schema.get(keyword)
        members = held.values() if keyword == "dependentSchemas" and isinstance(held, dict) else held
        listed = [members] if isinstance(members, dict) else members or ()
        yield from (member for member in listed if isinstance(member, dict))


def referred(schema: JsonObject, definitions: Mapping[str, Json]) -> Iterator[JsonObject]:
    """Yield the definition that the schema refers to, if it does."""
    target = definitions.get(str(schema.get("$ref")).removeprefix("#/$defs/"))
    if isinstance(target, dict):
        yield target


def rebuild(schema: Json, change: Callable[[JsonObject], Json]) -> Json:
    """Return the schema with `change` applied to every object schema in it, innermost first."""
    if not isinstance(schema, dict):
        return schema
    return change(map_children(schema, lambda child: rebuild(child, change)))


def _changed(keyword: str, value: Json, change: Callable[[Json], Json]) -> Json:
    if keyword in SINGLE:
        return change(value)
    if keyword in LISTED and isinstance(value, list):
        return [change(member) for member in value]
    if keyword in NAMED and isinstance(value, dict):
        return {name: change(member) for name, member in value.items()}
    return value


def references(schema: Json) -> list[str]:
    """Return the names of the definitions that a schema refers to, and maybe more.

    Reading the written form is many times faster than walking the schema; a text that only looks like a reference
    brings in a name too many.
    """
    return [name.decode() for name in _REFERENCE.findall(orjson.dumps(schema))]
