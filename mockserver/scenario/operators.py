"""The operators of `when` and `expect`, which begin with `$`."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Protocol, TypeAlias

from mockserver.scenario.absent import ABSENT
from mockserver.scenario.equality import inequality
from mockserver.scenario.problem import Path, Problem, under
from mockserver.scenario.spelling import unknown
from mockserver.scenario.words import must_be, quote
from mockserver.values import Json, JsonObject, Mismatch, listed

SchemaCheck: TypeAlias = Callable[[JsonObject, Json], list[Mismatch]]
"""Checks a value against a JSON Schema; the paths of its mismatches start with `$`."""


class Judge(Protocol):
    """What an operator may ask of the matching that it is part of."""

    @property
    def schema_check(self) -> SchemaCheck:
        """The check behind `$schema`."""

    def differences(self, expected: Json, actual: Json, path: str) -> list[Mismatch]:
        """Say where a value differs from an expectation."""


@dataclass(frozen=True, slots=True)
class Operator:
    """What one operator allows as its operand, how it says what it wants, and how it judges a value."""

    problems: Callable[[Json], Iterator[Problem]]
    words: Callable[[Json], str]
    differences: Callable[[Json, Json, str, Judge], list[Mismatch]]


def is_operators(expected: Json) -> bool:
    """Whether an expectation is a mapping of operators and not data."""
    return isinstance(expected, dict) and bool(expected) and all(key.startswith("$") for key in expected)


def problems(expected: Json) -> Iterator[Problem]:
    """Find misused operators at any depth of an expectation."""
    if isinstance(expected, dict):
        yield from _mapping_problems(expected)
    elif isinstance(expected, list):
        for index, element in enumerate(expected):
            yield from (under(index, problem) for problem in problems(element))


def words(expected: Json) -> str:
    """Say on one line what an expectation wants."""
    if is_operators(expected):
        return " and ".join(OPERATORS[name].words(operand) for name, operand in expected.items())
    if isinstance(expected, dict):
        return "{" + ", ".join(f"{quote(key)}: {words(value)}" for key, value in expected.items()) + "}"
    if isinstance(expected, list):
        return "[" + ", ".join(map(words, expected)) + "]"
    return quote(expected)


def mixture(mapping: JsonObject) -> Iterator[Problem]:
    """Find the first data key beside operators."""
    data = [key for key in mapping if not key.startswith("$")]
    if data and len(data) < len(mapping):
        text = f"{data[0]!r} stands beside an operator; a mapping holds only operators or only data"
        yield Problem((data[0],), f"{text} ($equals compares with a value as it stands)")


def _mapping_problems(expected: JsonObject) -> Iterator[Problem]:
    found = [*mixture(expected)]
    yield from found
    inside = {} if found else expected
    for key, value in inside.items():
        yield from (under(key, problem) for problem in _entry_problems(key, value))


def _entry_problems(key: str, value: Json) -> Iterator[Problem]:
    if not key.startswith("$"):
        return problems(value)
    if key in OPERATORS:
        return OPERATORS[key].problems(value)
    return iter([Problem((), unknown("operator", key, OPERATORS))])


def _fine(operand: Json) -> Iterator[Problem]:
    yield from ()


def _unless(holds: bool, path: str, wanted: str, actual: Json) -> list[Mismatch]:
    return [] if holds else [Mismatch(path, wanted, actual)]


def _as_list(operand: Json) -> list[Json]:
    return operand if isinstance(operand, list) else [operand]


def _equals(operand: Json, actual: Json, path: str, judge: Judge) -> list[Mismatch]:
    found = inequality(operand, actual, path)
    return [found] if found else []


def _contains_problems(operand: Json) -> Iterator[Problem]:
    if operand == []:
        yield Problem((), "$contains needs at least one text")
    for index, part in enumerate(_as_list(operand)):
        if not isinstance(part, str):
            place: Path = (index,) if isinstance(operand, list) else ()
            yield Problem(place, must_be("what $contains looks for", "a text", part))


def _contains_words(operand: Json) -> str:
    return f"a text that contains {' and '.join(map(quote, _as_list(operand)))}"


def _contains(operand: Json, actual: Json, path: str, judge: Judge) -> list[Mismatch]:
    missing = [part for part in _as_list(operand) if not (isinstance(actual, str) and part in actual)]
    return _unless(not missing, path, _contains_words(missing), actual)


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    # Python warns of patterns whose meaning may change one day, which is no reason to stop a test run.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(text)


def _regex_problems(operand: Json) -> Iterator[Problem]:
    if not isinstance(operand, str):
        yield Problem((), must_be("the pattern of $regex", "a text", operand))
        return
    try:
        _pattern(operand)
    except (re.error, OverflowError, RecursionError) as error:
        yield Problem((), f"the pattern {quote(operand)} cannot be compiled: {error}")


def _regex_words(operand: Json) -> str:
    return f"a text that matches the pattern {quote(operand)}"


def _regex(operand: Json, actual: Json, path: str, judge: Judge) -> list[Mismatch]:
    holds = isinstance(actual, str) and _pattern(operand).search(actual) is not None
    return _unless(holds, path, _regex_words(operand), actual)


def _has_problems(operand: Json) -> Iterator[Problem]:
    if operand == []:
        yield Problem((), "$has needs at least one element")
    yield from problems(operand)


def _has_words(operand: Json) -> str:
    return f"a list or mapping with {' and '.join(map(words, _as_list(operand)))}"


def _has(operand: Json, actual: Json, path: str, judge: Judge) -> list[Mismatch]:
    missing = [wanted for wanted in _as_list(operand) if not _has_one(wanted, actual, judge)]
    return [Mismatch(path, _has_words([wanted]), actual) for wanted in missing]


def _has_one(wanted: Json, actual: Json, judge: Judge) -> bool:
    if isinstance(actual, dict):
        return isinstance(wanted, str) and wanted in actual
    return isinstance(actual, list) and any(_is_element(wanted, element, judge) for element in actual)


def _is_element(wanted: Json, element: Json, judge: Judge) -> bool:
    if isinstance(wanted, str) and isinstance(element, dict):
        return bool(wanted == element.get("name", element.get("type")))
    return not judge.differences(wanted, element, "$")


def _absent_problems(operand: Json) -> Iterator[Problem]:
    if not isinstance(operand, bool):
        yield Problem((), must_be("$absent", "true or false", operand))


def _absent_words(operand: Json) -> str:
    return "nothing" if operand else "something, even null"


def _absent(operand: Json, actual: Json, path: str, judge: Judge) -> list[Mismatch]:
    return _unless((actual is ABSENT) is operand, path, _absent_words(operand), actual)


def _any_problems(operand: Json) -> Iterator[Problem]:
    if operand is not True and not (isinstance(operand, list) and operand):
        yield Problem((), "$any must be true or a list of alternatives")
    elif operand is not True:
        yield from problems(operand)


def _any_words(operand: Json) -> str:
    return "anything but null" if operand is True else listed([words(alternative) for alternative in operand], "or")


def _any(operand: Json, actual: Json, path: str, judge: Judge) -> list[Mismatch]:
    if operand is True:
        holds = actual is not None and actual is not ABSENT
    else:
        holds = any(not judge.differences(alternative, actual, path) for alternative in operand)
    return _unless(holds, path, _any_words(operand), actual)


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


TYPES: Final[dict[str, tuple[str, Callable[[Json], bool]]]] = {
    "string": ("a text", lambda value: isinstance(value, str)),
    "number": ("a number", _is_number),
    "integer": ("a whole number", lambda value: _is_number(value) and value == int(value)),
    "boolean": ("true or false", lambda value: isinstance(value, bool)),
    "array": ("a list", lambda value: isinstance(value, list)),
    "object": ("a mapping", lambda value: isinstance(value, dict)),
    "null": ("null", lambda value: value is None),
}
"""JSON Schema's types: in words, and how they are told."""


def _type_problems(operand: Json) -> Iterator[Problem]:
    if not isinstance(operand, str):
        yield Problem((), must_be("$type", "a text", operand))
    elif operand not in TYPES:
        yield Problem((), unknown("type", operand, TYPES))


def _type_words(operand: Json) -> str:
    return TYPES[operand][0]


def _type(operand: Json, actual: Json, path: str, judge: Judge) -> list[Mismatch]:
    return _unless(TYPES[operand][1](actual), path, _type_words(operand), actual)


def _schema_problems(operand: Json) -> Iterator[Problem]:
    if not isinstance(operand, dict):
        yield Problem((), must_be("$schema", "a JSON Schema, a mapping", operand))


def _schema_words(operand: Json) -> str:
    return f"a value that fits the schema {quote(operand)}"


def _schema(operand: Json, actual: Json, path: str, judge: Judge) -> list[Mismatch]:
    if actual is ABSENT:
        return [Mismatch(path, _schema_words(operand), actual)]
    found = judge.schema_check(operand, actual)
    return [replace(mismatch, path=path + mismatch.path.removeprefix("$")) for mismatch in found]


def _not(operand: Json, actual: Json, path: str, judge: Judge) -> list[Mismatch]:
    return _unless(bool(judge.differences(operand, actual, path)), path, _not_words(operand), actual)


def _not_words(operand: Json) -> str:
    return f"anything but {words(operand)}"


OPERATORS: Final = {
    "$equals": Operator(_fine, lambda operand: f"exactly {quote(operand)}", _equals),
    "$contains": Operator(_contains_problems, _contains_words, _contains),
    "$regex": Operator(_regex_problems, _regex_words, _regex),
    "$has": Operator(_has_problems, _has_words, _has),
    "$absent": Operator(_absent_problems, _absent_words, _absent),
    "$any": Operator(_any_problems, _any_words, _any),
    "$type": Operator(_type_problems, _type_words, _type),
    "$schema": Operator(_schema_problems, _schema_words, _schema),
    "$not": Operator(problems, _not_words, _not),
}
