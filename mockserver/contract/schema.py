"""A user's own JSON Schema: is it one, and how does a value differ from it."""

import json
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import jsonschema_rs

from mockserver.contract.limits import (
    BACKTRACKS,
    SCHEMA_DEPTH,
    SCHEMA_PLACES,
    SCHEMA_STEPS,
    TOLD_VIOLATIONS,
    VALUE_DEPTH,
    VALUE_PLACES,
    exceeds,
)
from mockserver.contract.steps import REFERENCES, too_much_work
from mockserver.contract.words import TYPE_WORDS, counted
from mockserver.values import Json, JsonObject, Mismatch, listed

NEAR_DIALECTS = re.compile(r"https?://(spec\.openapis\.org/oas/3\.1/dialect/.*|json-schema\.org/(draft-03/)?schema#?)")
"""Dialects of JSON Schema that the library does not know, and that schemas are written in which it can read."""

CACHED_SCHEMAS = 128
LARGEST_CACHED = 200_000
"""Characters of the largest schema that is kept."""

LONGEST_PROBLEM = 500
"""Characters told of a broken schema; names and values in it may be as long as the schema."""

LARGEST_REGEX = 500_000
"""Bytes of one regular expression when compiled, which takes about a millisecond."""

ALL_REGEXES = 20_000_000
"""Bytes of all regular expressions of a schema together; where there are many, each must be smaller."""

LARGE = 20_000
"""Characters of a schema above which its work is counted."""


class Compiled(NamedTuple):
    """A schema ready for use, and whether it may be more work than it looks: by its references, or its size."""

    validator: jsonschema_rs.Validator
    laborious: bool


def broken_schema(schema: Json) -> str | None:
    """Return why a JSON Schema is itself invalid, in one line that names the place; None when it is fine.

    A reference to another document counts as broken: nothing is ever fetched. So does a schema that is too large or
    too deep to be worked with in the time of a call.
    """
    excess = exceeds(schema, places=SCHEMA_PLACES, depth=SCHEMA_DEPTH)
    if excess:
        return f"$: expected a schema of ordinary size, got one {excess}"
    canonical = _canonical(schema)
    return _problem(canonical) if len(canonical) <= LARGEST_CACHED else _judged(canonical)


def regexes(schema: Json) -> int:
    """Count the regular expressions in a schema of any size; properties that are named like keywords count too."""
    found = 0
    waiting = [schema]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            named = inner.get("patternProperties")
            found += isinstance(inner.get("pattern"), str) + (len(named) if isinstance(named, dict) else 0)
            waiting += inner.values()
        elif isinstance(inner, list):
            waiting += inner
    return found


def schema_mismatches(schema: JsonObject, value: Json) -> list[Mismatch]:
    """Return every difference between a value and a schema, with paths such as `$.items[0].name`.

    The schema must be one that `broken_schema` finds nothing wrong with. At most 100 differences are told, and a value
    or schema that would take too long is one.
    """
    if exceeds(value, places=VALUE_PLACES, depth=VALUE_DEPTH):
        return [Mismatch("$", f"a value of no more than {VALUE_PLACES:,} values and {VALUE_DEPTH:,} levels", None)]
    canonical = _canonical(schema)
    compiled = _compiled(canonical) if len(canonical) <= LARGEST_CACHED else _compile(canonical)
    if compiled.laborious and too_much_work(schema, value):
        return [Mismatch("$", f"a schema that is applied in fewer than {SCHEMA_STEPS:,} steps", value)]
    if compiled.validator.is_valid(value):
        return []
    errors = islice(compiled.validator.iter_errors(value), TOLD_VIOLATIONS)
    return [mismatch for error in errors for mismatch in _mismatches(error)][:TOLD_VIOLATIONS]


def _canonical(schema: Json) -> str:
    return json.dumps(schema, sort_keys=True, separators=(",", ":"))


def _judged(canonical: str) -> str | None:
    try:
        _compile(canonical)
    except jsonschema_rs.ValidationError as error:
        return _shortened(_schema_problem(error))
    except ValueError as error:
        # What JSON cannot say either, such as half of a surrogate pair.
        return _shortened(f"$: {str(error).splitlines()[0]}")
    return None


def _compile(canonical: str) -> Compiled:
    schema = _of_known_dialect(json.loads(canonical))
    size = min(LARGEST_REGEX, ALL_REGEXES // max(1, regexes(schema)))
    # Regular expressions with look-around or back-references are the only ones that can run away.
    options = jsonschema_rs.FancyRegexOptions(backtrack_limit=BACKTRACKS, size_limit=size)
    validator = jsonschema_rs.validator_for(schema, offline=True, pattern_options=options)
    return Compiled(validator, len(canonical) > LARGE or any(f'"{keyword}":' in canonical for keyword in REFERENCES))


def _of_known_dialect(schema: Json) -> Json:
    """Read a schema in a dialect such as OpenAPI's as one that names none."""
    named = schema.get("$schema") if isinstance(schema, dict) else None
    if isinstance(named, str) and NEAR_DIALECTS.fullmatch(named):
        return {key: value for key, value in schema.items() if key != "$schema"}
    return schema


_problem = lru_cache(CACHED_SCHEMAS)(_judged)
_compiled = lru_cache(CACHED_SCHEMAS)(_compile)


def _schema_problem(error: jsonschema_rs.ValidationError) -> str:
    if error.kind.name == "$ref":
        return f"{_unresolved(error)}; only references inside the schema are followed"
    return f"{_path(error.instance_path)}: expected {_expected(error)}, got {_json(error.instance)}"


def _shortened(problem: str) -> str:
    return problem if len(problem) <= LONGEST_PROBLEM else f"{problem[:LONGEST_PROBLEM]}…"


def _unresolved(error: jsonschema_rs.ValidationError) -> str:
    return error.message.splitlines()[0].rstrip(".")


def _mismatches(error: jsonschema_rs.ValidationError) -> Iterable[Mismatch]:
    path = _path(error.instance_path)
    if error.kind.name in {"additionalProperties", "unevaluatedProperties"} and isinstance(error.instance, dict):
        return [
            Mismatch(f"{path}.{name}", "nothing, for it is unknown", error.instance[name]) for name in error.kind.value
        ]
    return [Mismatch(path, _expected(error), error.instance)]


def _path(steps: Iterable[str | int]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def _expected(error: jsonschema_rs.ValidationError) -> str:
    name, value = error.kind.name, error.kind.value
    if isinstance(error.kind, jsonschema_rs.ValidationErrorKind.BacktrackLimitExceeded):
        return f"a text that `pattern` can judge in {BACKTRACKS:,} steps"
    if name in {"anyOf", "oneOf"}:
        return _alternatives(error, value)
    return EXPECTED[name](value) if name in EXPECTED else f"a value that `{name}` allows"


def _alternatives(union: jsonschema_rs.ValidationError, members: list[list[jsonschema_rs.ValidationError]]) -> str:
    first = [errors[0] for errors in members if errors]
    words = dict.fromkeys(_expected(error) for error in first if error.instance_path == union.instance_path)
    return listed(list(words), "or") if words else "a value that exactly one of the alternatives allows"


def _types(names: list[str]) -> str:
    return listed(["a number" if name == "number" else TYPE_WORDS[name] for name in names], "or")


def _choices(values: list[Json]) -> str:
    words = [_json(value) for value in values] or ["nothing, for no value is listed"]
    return words[0] if len(words) == 1 else f"one of {listed(words, 'or')}"


def _size(sentence: str, one: str, many: str = "") -> Callable[[int], str]:
    return lambda limit: sentence.format(counted(limit, one, many))


def _limit(sentence: str) -> Callable[[Json], str]:
    return lambda limit: sentence.format(_json(limit))


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


EXPECTED: dict[str, Callable[[Any], str]] = {
    "type": _types,
    "enum": _choices,
    "const": _json,
    "required": _limit("an object that has {}"),
    "additionalProperties": lambda names: f"an object without {listed([_json(name) for name in names], 'and')}",
    "minimum": _limit("a number of at least {}"),
    "maximum": _limit("a number of at most {}"),
    "exclusiveMinimum": _limit("a number above {}"),
    "exclusiveMaximum": _limit("a number below {}"),
    "multipleOf": _limit("a multiple of {}"),
    "minLength": _size("a text of at least {}", "character"),
    "maxLength": _size("a text of at most {}", "character"),
    "pattern": _limit("a text that matches {}"),
    "format": lambda name: f"a text in the format {name}",
    "minItems": _size("an array of at least {}", "item"),
    "maxItems": _size("an array of at most {}", "item"),
    "uniqueItems": lambda _: "an array without repeated items",
    "contains": lambda _: "an array with an item that `contains` describes",
    "minProperties": _size("an object of at least {}", "property", "properties"),
    "maxProperties": _size("an object of at most {}", "property", "properties"),
    "propertyNames": lambda error: f"property names that are {_expected(error)}",
    "not": _limit("anything but what {} allows"),
    "falseSchema": lambda _: "nothing",
}
