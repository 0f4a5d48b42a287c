"""Which JSON Schemas strict mode takes: the first thing that it does not take, found in bounded time."""

from collections.abc import Iterator
from typing import NamedTuple, TypeGuard

from mockserver.contract.words import LONGEST, PYTHON_TYPES, quoted
from mockserver.values import Json, JsonObject

MOST_LEVELS = 10
MOST_PROPERTIES = 5_000
MOST_ENUM_VALUES = 1_000
MOST_CHARACTERS = 120_000
"""Of names of properties and definitions, enum and const values together."""

MOST_NODES = 30_000
"""Schemas looked at; a schema within the other limits has far fewer."""

FORBIDDEN = (
    "allOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "patternProperties",
    "propertyNames",
)
FORMATS = frozenset({"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"})
UNIONS_AT_ROOT = ("oneOf", "anyOf", "allOf", "enum", "not")
DEFINITIONS = ("$defs", "definitions")
ITEMS = ("items", "prefixItems")
TYPED = ("type", "anyOf", "enum", "const")
"""Keywords of which a schema has one, unless it is a reference."""


class Trail(NamedTuple):
    """A path inside a schema, as a chain from its end; the tuple is made only when it is told."""

    before: "Trail | None"
    keys: tuple[str, ...]

    @property
    def is_place(self) -> bool:
        """Whether the schema is of a place in the value, and no mere definition."""
        return bool(self.keys) and self.keys[0] not in DEFINITIONS

    def context(self) -> str:
        """Write the path as the API does: `In context=('properties', 'city')`."""
        backwards: list[str] = []
        trail: Trail | None = self
        while trail is not None:
            backwards += reversed(trail.keys)
            trail = trail.before
        keys = tuple(key[:LONGEST] for key in reversed(backwards))
        return f"In context={keys if len(keys) <= SHOWN_KEYS else (*keys[:SHOWN_KEYS], '…')}"


class Node(NamedTuple):
    """One schema inside another, and how many objects are around it."""

    schema: JsonObject
    trail: Trail
    levels: int


NO_ITEMS = "array schema missing items."
SHOWN_KEYS = 40
ROOT = Trail(None, ())


def strict_problem(schema: Json) -> str | None:
    """Say what strict mode does not take about a schema, in the API's words; None when it takes it."""
    if not isinstance(schema, dict) or schema.get("type") != "object":
        return f"schema must be a JSON Schema of 'type: \"object\"', got 'type: \"{_type_word(schema)}\"'."
    if any(name in schema for name in UNIONS_AT_ROOT):
        names = "/".join(f"'{name}'" for name in UNIONS_AT_ROOT)
        return f"schema must have type 'object' and not have {names} at the top level."
    return next(_problems(schema), None)


def array_problem(schema: Json) -> str | None:
    """Say where an array says nothing of its items, which the API asks for whether strict or not."""
    waiting = [Node(schema, ROOT, 1)] if isinstance(schema, dict) else []
    for _ in range(MOST_NODES):
        if not waiting:
            return None
        node = waiting.pop()
        if _lacks_items(node.schema):
            return f"{node.trail.context()}, {NO_ITEMS}"
        waiting += reversed(list(_children(node)))
    return None


def _lacks_items(schema: JsonObject) -> bool:
    return schema.get("type") == "array" and not any(name in schema for name in ITEMS)


def _type_word(schema: Json) -> str:
    named = schema.get("type") if isinstance(schema, dict) else PYTHON_TYPES[type(schema)]
    return str(named)


def _problems(root: JsonObject) -> Iterator[str]:
    counts = {"properties": 0, "enum": 0, "characters": 0}
    waiting = [Node(root, ROOT, 1)]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        yield from (f"{trail.context()}, {problem}" for trail, problem in _node_problems(node))
        _count(node.schema, counts)
        yield from _excess(node.levels, counts)
        waiting += reversed(list(_children(node)))
    yield f"more than {MOST_NODES} schemas inside one another exceed the limit."


def _node_problems(node: Node) -> Iterator[tuple[Trail, str]]:
    schema, trail = node.schema, node.trail
    if "$ref" in schema:
        yield from ((trail, problem) for problem in _reference_problems(schema, is_root=trail is ROOT))
        return
    yield from ((trail, f"'{name}' is not permitted.") for name in FORBIDDEN if name in schema)
    if isinstance(schema.get("format"), str) and schema["format"] not in FORMATS:
        yield trail, f"{quoted(schema['format'])} is not a valid format."
    if _is_object(schema):
        named = schema.get("type")
        within = Trail(trail, ("type", str(named.index("object")))) if _lists_object(named) else trail
        yield from ((within, problem) for problem in _object_problems(schema))
    if trail is ROOT and "properties" not in schema:
        yield trail, "object schema missing properties."
    if _lacks_items(schema):
        yield trail, NO_ITEMS
    if trail.is_place and not any(name in schema for name in TYPED):
        yield trail, "schema must have a 'type' key."


def _reference_problems(schema: JsonObject, *, is_root: bool) -> Iterator[str]:
    beside = sorted(schema.keys() - {"$ref"})
    if beside and not is_root:
        yield f"$ref cannot have keywords {{{', '.join(map(repr, beside))}}}."
    if not str(schema["$ref"]).startswith("#"):
        yield "reference can only point to definitions defined at the top level of the schema."


def _is_object(schema: JsonObject) -> bool:
    named = schema.get("type")
    return "properties" in schema or named == "object" or _lists_object(named)


def _lists_object(named: Json) -> TypeGuard[list[Json]]:
    return isinstance(named, list) and "object" in named


def _object_problems(schema: JsonObject) -> Iterator[str]:
    if schema.get("additionalProperties") is not False:
        yield "'additionalProperties' is required to be supplied and to be false."
    properties = schema.get("properties")
    names = properties.keys() if isinstance(properties, dict) else ()
    required = schema.get("required")
    listed = {name for name in required if isinstance(name, str)} if isinstance(required, list) else set()
    sentence = "'required' is required to be supplied and to be an array including every key in properties."
    yield from (f"{sentence} Missing {quoted(name)}." for name in names if name not in listed)
    yield from (f"{sentence} Extra required key {quoted(name)} supplied." for name in sorted(listed.difference(names)))


def _count(schema: JsonObject, counts: dict[str, int]) -> None:
    properties = schema.get("properties")
    values = schema.get("enum")
    if isinstance(properties, dict):
        counts["properties"] += len(properties)
    if isinstance(values, list):
        counts["enum"] += len(values)
    counts["characters"] += sum(len(text) for text in _texts(schema) if isinstance(text, str))


def _texts(schema: JsonObject) -> Iterator[Json]:
    for name in ("properties", *DEFINITIONS, "enum"):
        held = schema.get(name)
        yield from held if isinstance(held, dict | list) else ()
    yield schema.get("const")


def _excess(levels: int, counts: dict[str, int]) -> Iterator[str]:
    if levels > MOST_LEVELS:
        yield f"{levels} levels of nesting exceeds limit of {MOST_LEVELS}."
    for name, most, words in (
        ("properties", MOST_PROPERTIES, "object properties"),
        ("enum", MOST_ENUM_VALUES, "enum values"),
        ("characters", MOST_CHARACTERS, "characters in names and enum values"),
    ):
        if counts[name] > most:
            yield f"more than {most} {words} in total exceed the limit."


def _children(node: Node) -> Iterator[Node]:
    for name in ("properties", *DEFINITIONS):
        held = node.schema.get(name)
        for key, child in held.items() if isinstance(held, dict) else ():
            yield from _child(node, child, (name, key))
    for name in ("anyOf", "prefixItems"):
        held = node.schema.get(name)
        for index, child in enumerate(held if isinstance(held, list) else ()):
            yield from _child(node, child, (name, str(index)))
    yield from _child(node, node.schema.get("items"), ("items",))


def _child(node: Node, child: Json, keys: tuple[str, ...]) -> Iterator[Node]:
    if isinstance(child, dict):
        starts_over = keys[0] in DEFINITIONS
        levels = (0 if starts_over else node.levels) + _is_object(child)
        yield Node(child, Trail(node.trail, keys), levels)
