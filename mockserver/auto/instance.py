"""Values that a JSON Schema allows."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice

from mockserver.auto.arrays import array
from mockserver.auto.limits import MOST_EXAMPLES, VARIATIONS
from mockserver.auto.maker import Maker, plainly
from mockserver.auto.merge import as_schema
from mockserver.auto.numbers import divides, numbers
from mockserver.auto.objects import object_of
from mockserver.auto.proof import Fits, NoInstance, TooMuchError
from mockserver.auto.spot import Spot
from mockserver.auto.texts import texts
from mockserver.values import Json, JsonObject

_WORD = re.compile(r"\w+")
_STRUCTURES = ("object", "array")


def instance(schema: Json, fits: Fits, chance: bytes, said: str = "") -> Json:
    """Make a plausible value that fits a JSON Schema, the same for the same chance and what the user said.

    Raises `NoInstance` when the schema is broken, or none was found.
    """
    root = schema if isinstance(schema, dict) else as_schema(schema)
    fits(root, None)
    why = NoInstance("$: what was made for it does not fit")
    for variation in range(VARIATIONS):
        try:
            made = _variant(root, fits, chance, said, variation)
        except TooMuchError as error:
            raise NoInstance(str(error)) from None
        except NoInstance as error:
            why = error
        else:
            if fits(root, made):
                return made
    raise why


def _variant(root: JsonObject, fits: Fits, chance: bytes, said: str, variation: int) -> Json:
    """Make the first as rich as it may be; then without the schema's own examples; then spare, and others of those."""
    maker = Maker(root, fits, _of_branch, said, uses_examples=not variation, is_spare=variation > 1)
    return maker.value(root, Spot(chance, turn=max(0, variation - 2)))


def _of_branch(maker: Maker, branch: JsonObject, spot: Spot) -> Json:
    demands = plainly(branch)
    for value in chain(islice(_offered(maker, branch, spot), MOST_EXAMPLES), _made(maker, branch, spot)):
        if _divides(branch, value) and maker.proves(demands, value):
            return value
    raise NoInstance(f"{spot.path}: no value was found that {_told(branch)} allows")


def _offered(maker: Maker, branch: JsonObject, spot: Spot) -> Iterator[Json]:
    """Give the values that the schema itself names."""
    if "const" in branch:
        yield branch["const"]
    elif "enum" in branch:
        yield from _in_turn(branch["enum"], maker.said if not spot.turn else "", spot)
    elif maker.uses_examples and not spot.turn:
        examples = branch.get("examples", [])
        yield from (value for value in (examples if isinstance(examples, list) else [examples]) if value is not None)
        yield from (branch[key] for key in ("example", "default") if branch.get(key) is not None)


def _in_turn(values: list[Json], said: str, spot: Spot) -> Iterable[Json]:
    """Order the values of an enum: those that the user mentions first, then from one that chance picks."""
    heard = f" {_spelled(said)} "
    mentioned = [
        value for value in values if isinstance(value, str) and _spelled(value) and f" {_spelled(value)} " in heard
    ]
    first = spot.pick(len(values)) if values else 0
    turned = [*values[first:], *values[:first]]
    return [*sorted(mentioned, key=len, reverse=True), *sorted(turned, key=lambda value: value is None)]


def _spelled(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _made(maker: Maker, branch: JsonObject, spot: Spot) -> Iterator[Json]:
    if "const" in branch or "enum" in branch:
        return
    why = None
    for name in _types(branch, is_plain=maker.is_plain(spot)):
        try:
            yield from _MAKING[name](maker, branch, spot)
        except NoInstance as error:
            why = error
    if why:
        raise why


def _types(branch: JsonObject, *, is_plain: bool) -> list[str]:
    """List the types to try: nothing last, and where it should be plain, structures after single values."""
    given = branch.get("type", _implied(branch))
    names = [given] if isinstance(given, str) else given
    return sorted(names, key=lambda name: (name == "null", is_plain and name in _STRUCTURES))


def _implied(branch: JsonObject) -> list[str]:
    return [name for name, keywords in _IMPLYING.items() if not keywords.isdisjoint(branch)] or [*_ANY]


def _divides(branch: JsonObject, value: Json) -> bool:
    step = branch.get("multipleOf")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return step is None or not is_number or divides(step, value)


def _told(branch: JsonObject) -> str:
    keywords = [key for key in plainly(branch) if key != "allOf"]
    return " and ".join(keywords) or "its schema"


def _booleans(maker: Maker, branch: JsonObject, spot: Spot) -> Iterator[Json]:
    first = spot.pick(2) == 0
    yield from (first, not first)


_MAKING: Mapping[str, Callable[[Maker, JsonObject, Spot], Iterator[Json]]] = {
    "object": lambda maker, branch, spot: iter([object_of(maker, branch, spot)]),
    "array": lambda maker, branch, spot: iter([array(maker, branch, spot)]),
    "string": lambda maker, branch, spot: texts(branch, spot, None if maker.is_plain(spot) else maker.said),
    "integer": lambda maker, branch, spot: numbers(branch, spot, whole=True),
    "number": lambda maker, branch, spot: numbers(branch, spot, whole=False),
    "boolean": _booleans,
    "null": lambda maker, branch, spot: iter([None]),
}
"""For each type how values of it are offered."""

_ANY = ("string", "integer", "object", "array", "boolean", "null")

_IMPLYING: Mapping[str, frozenset[str]] = {
    "object": frozenset(
        {"properties", "required", "additionalProperties", "patternProperties", "minProperties", "propertyNames"}
    ),
    "array": frozenset({"items", "prefixItems", "minItems", "maxItems", "contains", "uniqueItems"}),
    "string": frozenset({"pattern", "format", "minLength", "maxLength"}),
    "number": frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}),
}
"""The keywords that tell of a type where none is named."""
