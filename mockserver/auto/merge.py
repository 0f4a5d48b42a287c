"""Two JSON Schemas as the one that means both."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import lcm

from mockserver.auto.keywords import understood
from mockserver.values import Json, JsonObject

NEVER: JsonObject = {"enum": []}
"""The schema that nothing fits."""

ALSO = "\0also"
"""Our own keyword in a merged schema: plain demands that have no common form, to be proved one by one."""

_CONDITION = ("if", "then", "else")
_COMPOSING = frozenset({"$ref", "$dynamicRef", "$recursiveRef", "anyOf", "oneOf", *_CONDITION})


def as_schema(schema: Json) -> JsonObject:
    """Read a schema as an object of keywords, the boolean ones too."""
    if isinstance(schema, dict):
        return understood(schema)
    return NEVER if schema is False else {}


def both(one: JsonObject, other: JsonObject) -> JsonObject:
    """Join two schemas; what composes both is left to `allOf`."""
    if not one or not other:
        return one or other
    apart = _clashing(one, other)
    skipped = {*apart, *(_CONDITION if "if" in apart else ())}
    merged = {**one, **{key: _joined(key, one, value) for key, value in other.items() if key not in skipped}}
    for key, wanted in apart.items():
        home = "allOf" if key in _COMPOSING else ALSO
        merged[home] = [*merged.get(home, []), wanted]
    return merged


def _clashing(one: JsonObject, other: JsonObject) -> dict[str, JsonObject]:
    """Take out what cannot stand in one schema twice, each as a schema of its own."""
    found: dict[str, JsonObject] = {}
    if "if" in one and "if" in other:
        found["if"] = {key: other[key] for key in _CONDITION if key in other}
    left = (key for key in other if key in one and key not in _MERGES and key not in _NOTES and key not in _CONDITION)
    return {**found, **{key: {key: other[key]} for key in left if one[key] != other[key]}}


def _joined(key: str, one: JsonObject, value: Json) -> Json:
    if key not in one or key in _NOTES:
        return one.get(key, value)
    return _MERGES[key](one[key], value) if key in _MERGES else value


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _types(one: Json, other: Json) -> list[Json]:
    mine, theirs = _listed(one), _listed(other)
    shared = [name for name in mine if name in theirs]
    whole = "integer" in (*mine, *theirs) and "number" in (*mine, *theirs) and "integer" not in shared
    return [name for name in shared if not (whole and name == "number")] + (["integer"] if whole else [])


def _common(one: Json, other: Json) -> list[Json]:
    # True equals 1 in Python and not in JSON.
    return [value for value in one if any(value == its and type(value) is type(its) for its in other)]


def _united(one: Json, other: Json) -> list[Json]:
    return list(dict.fromkeys([*one, *other]))


def _each(one: Json, other: Json) -> JsonObject:
    return {**one, **{name: _all(one[name], schema) if name in one else schema for name, schema in other.items()}}


def _all(one: Json, other: Json) -> JsonObject:
    return {"allOf": [one, other]}


def _multiple(one: Json, other: Json) -> Json:
    mine, theirs = Fraction(str(one)), Fraction(str(other))
    joined = Fraction(lcm(mine.numerator, theirs.numerator), _shared_part(mine.denominator, theirs.denominator))
    return joined.numerator if joined.denominator == 1 else float(joined)


def _shared_part(one: int, other: int) -> int:
    return one * other // lcm(one, other)


_MERGES: Mapping[str, Callable[[Json, Json], Json]] = {
    "type": _types,
    "enum": _common,
    "required": _united,
    "properties": _each,
    "patternProperties": _each,
    "$defs": lambda one, other: {**other, **one},
    "definitions": lambda one, other: {**other, **one},
    "dependentRequired": lambda one, other: {**one, **{k: _united(one.get(k, []), v) for k, v in other.items()}},
    "items": _all,
    "additionalProperties": _all,
    "propertyNames": _all,
    "not": lambda one, other: {"anyOf": [one, other]},
    **dict.fromkeys(("allOf", ALSO), lambda one, other: [*one, *other]),
    "uniqueItems": lambda one, other: one or other,
    "multipleOf": _multiple,
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"), max),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"), min),
}
"""What each keyword of two schemas becomes."""

_NOTES = frozenset(
    {"title", "description", "default", "examples", "example", "$comment", "$schema", "$id", "deprecated"}
)
"""Keywords that demand nothing: the outer schema's stand."""
