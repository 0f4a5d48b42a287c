"""What pydantic finds wrong with a document, in our own words."""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from pydantic import ValidationError

from mockserver.scenario.fault import ErrorEvent, Fault
from mockserver.scenario.form import Form
from mockserver.scenario.item import Item
from mockserver.scenario.model import Scenario, Step, Stub
from mockserver.scenario.outcome import Outcome
from mockserver.scenario.pacing import Pacing
from mockserver.scenario.problem import REFUSED, Path, Problem
from mockserver.scenario.reply import ErrorReply, ItemsReply
from mockserver.scenario.spelling import unknown
from mockserver.scenario.terms import Terms
from mockserver.scenario.usage import Usage
from mockserver.scenario.words import describe, must_be
from mockserver.values import Json, JsonObject

_FORMS: Final[dict[str, type[Form]]] = {
    "steps": Step,
    "stubs": Stub,
    "items": ItemsReply,
    "error": ErrorReply,
    "output": Item,
    "status": Outcome,
    "usage": Usage,
    "stream": Pacing,
    "fault": Fault,
    "error_event": ErrorEvent,
    "contract": Terms,
}
"""The form that is read under a key; `items` and `error` are also how pydantic calls the two kinds of reply."""

_Message: TypeAlias = Callable[[type[Form], Path, Json, JsonObject], str]
"""Words a problem, given the form around it, its path, the value there and pydantic's context."""


def problems(error: ValidationError, whole: type[Form] = Scenario) -> Iterator[Problem]:
    """Give all problems that pydantic and the forms found, in no particular order; `whole` is what was read."""
    details = error.errors(include_url=False)
    misspelt = {detail["loc"][:-1] for detail in details if detail["type"] == "extra_forbidden"}
    for detail in details:
        path, context = detail["loc"], detail.get("ctx", {})
        if detail["type"] == "missing" and path[:-1] in misspelt:
            continue
        if detail["type"] == REFUSED:
            yield from (Problem((*path, *problem.path), problem.message) for problem in context["problems"])
        else:
            around = _form(path[:-1], whole)
            yield Problem(path, _MESSAGES[detail["type"]](around, path, detail["input"], context))


def _form(path: Path, whole: type[Form]) -> type[Form]:
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    return _FORMS.get(name, whole)


def _subject(path: Path) -> str:
    named = max((index for index, part in enumerate(path) if isinstance(part, str)), default=None)
    if named is None:
        return "the file"
    name, *indexes = path[named:]
    return repr("".join([str(name), *(f"[{index}]" for index in indexes)]))


def _unknown_key(form: type[Form], path: Path, value: Json, context: JsonObject) -> str:
    return unknown("key", str(path[-1]), form.keys().values(), form.noun)


def _missing(form: type[Form], path: Path, value: Json, context: JsonObject) -> str:
    return f"{form.noun} needs {path[-1]!r}"


def _empty(form: type[Form], path: Path, value: Json, context: JsonObject) -> str:
    return f"{_subject(path)} must not be empty"


def _no_header(form: type[Form], path: Path, value: Json, context: JsonObject) -> str:
    return f"{describe(value)} cannot stand in an HTTP header"


def _wanted(words: str) -> _Message:
    """Say what a value must be; the words may name numbers of pydantic's context."""
    return lambda form, path, value, context: must_be(_subject(path), words.format(**context), value)


_MESSAGES: Final[dict[str, _Message]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "string_type": _wanted("a text"),
    "int_type": _wanted("a whole number"),
    "bool_type": _wanted("true or false"),
    "tuple_type": _wanted("a list"),
    "dict_type": _wanted("a mapping"),
    "model_type": _wanted("a mapping"),
    "literal_error": _wanted("{expected}"),
    "greater_than_equal": _wanted("at least {ge}"),
    "less_than_equal": _wanted("at most {le}"),
    "string_too_short": _empty,
    "string_pattern_mismatch": _no_header,
}
"""Every type of error that the forms can make pydantic find."""
