"""Schemas of which it matters not only whether they fit, but which parts of the value they looked at."""

from collections.abc import Iterator

import orjson

from mockserver.contract.subschemas import beside, children, referred
from mockserver.values import Json, JsonObject


def mentions_unevaluated(schema: JsonObject) -> bool:
    """Say whether `unevaluatedProperties` or `unevaluatedItems` occurs; a text that only looks like it counts too."""
    return b'"unevaluated' in orjson.dumps(schema)


def watched(schema: JsonObject, definitions: JsonObject) -> frozenset[int]:
    """Return the identities of all schemas that describe what `unevaluated…` beside or above them describes.

    To write them in another way, with conditions that look at a property, would make that property an evaluated one.
    """
    found: dict[int, JsonObject] = {}
    every = [inner for outer in (schema, *definitions.values()) for inner in _every(outer)]
    waiting = [one for one in every if "unevaluatedProperties" in one or "unevaluatedItems" in one]
    while waiting:
        one = waiting.pop()
        if id(one) not in found:
            found[id(one)] = one
            waiting += [*beside(one), *referred(one, definitions)]
    return frozenset(found)


def _every(schema: Json) -> Iterator[JsonObject]:
    if isinstance(schema, dict):
        yield schema
        for child in children(schema):
            yield from _every(child)
