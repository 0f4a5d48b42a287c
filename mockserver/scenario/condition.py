"""The keys of `when` and `expect`."""

from collections.abc import Callable, Collection, Iterator
from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator

from mockserver.scenario import operators
from mockserver.scenario.operations import OPERATIONS, PATH_NAMES, operation_problems
from mockserver.scenario.problem import Problem, refusal, under
from mockserver.scenario.spelling import belongs_inside, unknown
from mockserver.scenario.tool_output import TOOL_OUTPUT_KEYS
from mockserver.scenario.words import must_be
from mockserver.values import Json, JsonObject
from mockserver.values.operation import CREATE

OPERATION: Final = "operation"
"""The key of `when` that says which operation is answered."""

_Search: TypeAlias = Callable[[str, Json], Iterator[Problem]]
"""Finds what cannot be meant under a key."""

LISTED: Final = "[]"
"""How the name of a query parameter ends that is a list however often it is sent."""

_SELECTS: Final = "'operation' selects: it stands at the top of a 'when', beside the other keys"


def problems(condition: JsonObject) -> Iterator[Problem]:
    """Find unknown keys, misused operators, and values that can never be what a call shows under their key."""
    mixed = [*operators.mixture(condition)]
    yield from mixed
    for key, value in ({} if mixed else condition).items():
        yield from (under(key, problem) for problem in _entry_problems(key, value))


def _entry_problems(key: str, value: Json) -> Iterator[Problem]:
    if key in KEYS:
        return KEYS[key](key, value)
    if key in _JOINTS:
        return _JOINTS[key](key, value)
    if key == OPERATION:
        return iter([Problem((), _SELECTS)])
    if key.startswith("$"):
        return iter([Problem((), unknown("operator", key, _JOINTS, "the place of a key"))])
    return iter([Problem((), unknown("key", key, KEYS, "a condition"))])


def _anything(key: str, value: Json) -> Iterator[Problem]:
    return operators.problems(value)


def _text(key: str, value: Json) -> Iterator[Problem]:
    if value is None or isinstance(value, str) or _has_operators(value):
        yield from operators.problems(value)
    else:
        yield Problem((), must_be(repr(key), "a text or operators", value))


def _has_operators(value: Json) -> bool:
    return isinstance(value, dict) and any(key.startswith("$") for key in value)


def _path_name(name: str, wanted: Json) -> Iterator[Problem]:
    if name not in PATH_NAMES:
        return iter([Problem((), unknown("name", name, PATH_NAMES, "'path'"))])
    return _text(name, wanted)


def _query_value(name: str, wanted: Json) -> Iterator[Problem]:
    if isinstance(wanted, list):
        return operators.problems(wanted)
    if isinstance(wanted, str) and name.endswith(LISTED):
        return iter([Problem((), must_be(repr(name), "a list or operators such as {$has: text}", wanted))])
    return _text(name, wanted)


def _mapping(key: str, value: Json) -> Iterator[Problem]:
    if isinstance(value, dict | None):
        yield from operators.problems(value)
    else:
        yield Problem((), must_be(repr(key), "a mapping", value))


def _entries(entry: _Search, otherwise: _Search = _mapping) -> _Search:
    """Search a mapping of data entry by entry, and anything else as a whole."""

    def search(key: str, value: Json) -> Iterator[Problem]:
        if not isinstance(value, dict) or _has_operators(value):
            yield from otherwise(key, value)
            return
        for name, wanted in value.items():
            yield from (under(name, problem) for problem in entry(name, wanted))

    return search


def _tools(key: str, value: Json) -> Iterator[Problem]:
    if isinstance(value, list | dict | None):
        yield from operators.problems(value)
    else:
        yield Problem((), must_be(repr(key), "a list or operators such as {$has: name}", value))


def _aspect(name: str, wanted: Json) -> Iterator[Problem]:
    if name not in TOOL_OUTPUT_KEYS:
        return iter([Problem((), unknown("key", name, TOOL_OUTPUT_KEYS, "'tool_output'"))])
    return operators.problems(wanted) if name == "json" else _text(name, wanted)


_one_tool_output: Final = _entries(_aspect, _text)


def _tool_output(key: str, value: Json) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield from _one_tool_output(key, value)
        return
    for index, element in enumerate(value):
        yield from (under(index, problem) for problem in _listed_tool_output(f"{key}[{index}]", element))


def _listed_tool_output(key: str, value: Json) -> Iterator[Problem]:
    if isinstance(value, dict):
        return _one_tool_output(key, value)
    return iter([Problem((), must_be(repr(key), "a mapping", value))])


def _alternatives(key: str, value: Json) -> Iterator[Problem]:
    if value is True:
        return
    if not isinstance(value, list) or not value:
        yield Problem((), f"{key!r} must be true or a list of at least one condition")
        return
    for index, condition in enumerate(value):
        yield from (under(index, problem) for problem in _nested(f"{key}[{index}]", condition))


def _nested(key: str, value: Json) -> Iterator[Problem]:
    if isinstance(value, dict):
        return problems(value)
    return iter([Problem((), must_be(repr(key), "a condition, a mapping", value))])


KEYS: Final[dict[str, _Search]] = {
    "model": _text,
    "last_user": _text,
    "input": _anything,
    "instructions": _text,
    "tools": _tools,
    "tool_output": _tool_output,
    "metadata": _mapping,
    "headers": _entries(_text),
    "previous_response_id": _text,
    "conversation": _text,
    "path": _entries(_path_name),
    "query": _entries(_query_value),
}
"""What a condition may look at, with the search for values that cannot be meant there."""

WHEN_KEYS: Final = (OPERATION, *KEYS)
"""What may stand in a `when`."""

_JOINTS: Final = {"$any": _alternatives, "$not": _nested}


def _checked(condition: JsonObject) -> JsonObject:
    found = [*problems(condition)]
    if found:
        raise refusal(*found)
    return condition


def _checked_when(when: JsonObject) -> JsonObject:
    if OPERATION in when:
        found = [under(OPERATION, problem) for problem in operation_problems(when[OPERATION])]
        if found:
            raise refusal(*found)
    inside = [Problem((key,), belongs_inside(key, "path")) for key in when if key in _named_in_path(when)]
    if inside:
        raise refusal(*inside)
    _checked(beside_operation(when))
    return when


def _named_in_path(when: JsonObject) -> Collection[str]:
    """List what is known only as what the path of its operation names."""
    return {*OPERATIONS[when.get(OPERATION, CREATE)].path}.difference(KEYS)


def beside_operation(when: JsonObject) -> JsonObject:
    """Leave out of a `when` the operation, which says what is called and not how the call looks."""
    return {key: wanted for key, wanted in when.items() if key != OPERATION}


Condition: TypeAlias = Annotated[JsonObject, AfterValidator(_checked)]
"""A mapping that says what a call must look like; an empty one fits every call."""

When: TypeAlias = Annotated[JsonObject, AfterValidator(_checked_when)]
"""A condition that selects, which may name the operation too."""
