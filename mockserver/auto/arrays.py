"""Arrays that a JSON Schema allows."""

import json

from mockserver.auto.limits import MOST_ITEMS
from mockserver.auto.maker import Maker
from mockserver.auto.proof import NoInstance
from mockserver.auto.spot import Spot
from mockserver.values import Json, JsonObject

_USUAL = 3
"""Items of most arrays, at most."""

_TURNS = 60
"""Tries at an item that is unlike those before it."""


def array(maker: Maker, branch: JsonObject, spot: Spot) -> list[Json]:
    """Make an array: its first items by `prefixItems`, then those that it must contain, then others."""
    schemas = _schemas(branch)
    least, most = _length(branch, len(schemas))
    if least > MOST_ITEMS:
        raise NoInstance(f"{spot.path}: an array of {least:,} items is too long")
    made: list[Json] = []
    known: set[str] = set()
    for index in range(max(least, _wanted(maker, branch, spot, least, most, len(schemas)))):
        schema = schemas[index] if index < len(schemas) else _rest(branch)
        if index >= least and not maker.can(schema, spot.item(index)):
            break
        if branch.get("uniqueItems") is True:
            made.append(_unlike(maker, schema, spot.item(index), known))
        else:
            made.append(maker.value(schema, spot.item(index)))
    return made


def _schemas(branch: JsonObject) -> list[Json]:
    """List the schemas of the first items; old drafts have them under `items`."""
    items = branch.get("items")
    first: list[Json] = branch.get("prefixItems", items if isinstance(items, list) else [])
    if "contains" not in branch:
        return first
    rest, count = _rest(branch), min(int(branch.get("minContains", 1)), MOST_ITEMS)
    return [*first, *[{"allOf": [rest, branch["contains"]]}] * count]


def _rest(branch: JsonObject) -> Json:
    items = branch.get("items", True)
    return branch.get("additionalItems", True) if isinstance(items, list) else items


def _length(branch: JsonObject, first: int) -> tuple[int, int]:
    least = max(int(branch.get("minItems", 0)), first if "contains" in branch else 0)
    return least, int(branch.get("maxItems", MOST_ITEMS))


def _wanted(maker: Maker, branch: JsonObject, spot: Spot, least: int, most: int, first: int) -> int:
    if maker.is_plain(spot):
        return least
    usual = 1 + spot.pick(_USUAL, "items") if _rest(branch) not in (False, True) else 0
    return min(max(least, first or usual), most)


def _unlike(maker: Maker, schema: Json, spot: Spot, known: set[str]) -> Json:
    """Make an item that is not yet known, and make it known."""
    for turn in range(_TURNS + len(known)):
        value = maker.value(schema, spot.again(spot.turn + turn))
        written = _written(value)
        if written not in known:
            known.add(written)
            return value
    raise NoInstance(f"{spot.path}: no further item that is unlike the others")


def _written(value: Json) -> str:
    return json.dumps(value, sort_keys=True)
