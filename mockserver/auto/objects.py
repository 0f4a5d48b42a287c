"""Objects that a JSON Schema allows."""

from collections.abc import Iterator
from itertools import islice

from mockserver.auto.limits import MOST_ITEMS, RICH_VALUES
from mockserver.auto.maker import Maker, plainly
from mockserver.auto.matching import matching
from mockserver.auto.merge import as_schema
from mockserver.auto.proof import NoInstance
from mockserver.auto.spot import Spot
from mockserver.values import Json, JsonObject

_NAMES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NAME_TRIES = 4
_MAPPED = 2
"""Entries of an object that maps any name to one kind of value."""


def object_of(maker: Maker, branch: JsonObject, spot: Spot) -> JsonObject:
    """Make an object: what is required in that order, then what else there is room for, by name."""
    least, most = int(branch.get("minProperties", 0)), int(branch.get("maxProperties", MOST_ITEMS))
    if least > MOST_ITEMS:
        raise NoInstance(f"{spot.path}: an object of {least:,} properties is too large")
    made: JsonObject = {}
    for name in _required(branch):
        _put(maker, branch, spot, made, name)
    for name in _optional(maker, branch, spot, made):
        wanted = _with_dependents(branch, name, made)
        is_needed = len(made) < least
        if (is_needed or not maker.is_plain(spot)) and len(made) + len(wanted) <= most:
            _put_all(maker, branch, spot, made, wanted)
    for name in _free_names(maker, branch, spot, made, least, most):
        _put(maker, branch, spot, made, name)
    return made


def _required(branch: JsonObject) -> list[str]:
    required = list(dict.fromkeys(branch.get("required", ())))
    for name in required:
        # The list grows while it is walked: what depends may have dependents too.
        required += [other for other in _dependents(branch, name) if other not in required]
    return required


def _dependents(branch: JsonObject, name: str) -> list[str]:
    dependents = branch.get("dependentRequired", {}).get(name)
    return dependents if isinstance(dependents, list) else []


def _with_dependents(branch: JsonObject, name: str, made: JsonObject) -> list[str]:
    wanted = _required({**branch, "required": [name]}) if _dependents(branch, name) else [name]
    return [one for one in wanted if one not in made]


def _optional(maker: Maker, branch: JsonObject, spot: Spot, made: JsonObject) -> Iterator[str]:
    names = sorted(name for name in branch.get("properties", {}) if name not in made)
    for name in islice(names, max(RICH_VALUES, int(branch.get("minProperties", 0)))):
        wanted = _with_dependents(branch, name, made)
        conditional = name in branch.get("dependentSchemas", {})
        if not conditional and all(maker.can(_schema(maker, branch, one), spot.property(one)) for one in wanted):
            yield name


def _put_all(maker: Maker, branch: JsonObject, spot: Spot, made: JsonObject, names: list[str]) -> None:
    """Put optional properties in, all or none."""
    added: JsonObject = {}
    try:
        for name in names:
            _put(maker, branch, spot, added, name)
    except NoInstance:
        return
    made.update(added)


def _put(maker: Maker, branch: JsonObject, spot: Spot, made: JsonObject, name: str) -> None:
    made[name] = maker.value(_schema(maker, branch, name), spot.property(name))


def _schema(maker: Maker, branch: JsonObject, name: str) -> Json:
    """Find what a property must fit: its own schema, those of patterns that its name matches, or that of the rest."""
    patterns = branch.get("patternProperties", {})
    matched = [patterns[pattern] for pattern in sorted(patterns) if maker.proves({"pattern": pattern}, name)]
    own = [branch["properties"][name]] if name in branch.get("properties", {}) else []
    found = [*own, *matched] or [branch.get("additionalProperties", True)]
    return found[0] if len(found) == 1 else maker.joined(found)


def _free_names(maker: Maker, branch: JsonObject, spot: Spot, made: JsonObject, least: int, most: int) -> Iterator[str]:
    """Make names up where the object has too few properties, or is a map from any name to one kind of value."""
    wanted = least - len(made)
    if _is_map(branch) and not maker.is_plain(spot):
        wanted = max(wanted, min(_MAPPED, most) - len(made))
    names = (_name(branch, spot, number) for number in range(_NAME_TRIES * wanted))
    fresh = (name for name in names if name is not None and name not in made)
    yield from islice((name for name in fresh if _is_free(maker, branch, spot, name)), max(wanted, 0))


def _is_free(maker: Maker, branch: JsonObject, spot: Spot, name: str) -> bool:
    naming = plainly(as_schema(branch.get("propertyNames", True)))
    return maker.proves(naming, name) and maker.can(_schema(maker, branch, name), spot.property(name))


def _is_map(branch: JsonObject) -> bool:
    rest = branch.get("additionalProperties")
    named = branch.get("properties") or branch.get("required")
    return not named and (bool(branch.get("patternProperties")) or (isinstance(rest, dict) and rest != {}))


def _name(branch: JsonObject, spot: Spot, number: int) -> str | None:
    naming = branch.get("propertyNames")
    naming = naming if isinstance(naming, dict) else {}
    patterns = sorted(branch.get("patternProperties", {}))
    known = naming.get("enum") or ([naming["const"]] if "const" in naming else [])
    if known:
        return str(known[number % len(known)])
    pattern = naming.get("pattern", patterns[number % len(patterns)] if patterns else None)
    if pattern is not None:
        written = matching(pattern, spot.again(number), int(naming.get("minLength", 0)))
        return written if written is None or number % 2 else f"{written}{number // 2 or ''}"
    usual = _NAMES[number] if number < len(_NAMES) else f"key_{number + 1}"
    return usual.ljust(int(naming.get("minLength", 0)), "_")[: int(naming.get("maxLength", 100))]
