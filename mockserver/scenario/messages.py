"""What pydantic finds wrong with a document, in our own words."""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from pydantic import ValidationError

from mockserver.scenario import condition, reply
from mockserver.scenario.error_event import ErrorEvent
from mockserver.scenario.error_reply import ErrorBody
from mockserver.scenario.events_reply import EventsReply
from mockserver.scenario.fault import Fault
from mockserver.scenario.form import Form
from mockserver.scenario.gate import GATE_NAME, Gate
from mockserver.scenario.given import Given, GivenConversation, GivenResponse
from mockserver.scenario.headers import HEADER_NAME, HEADER_VALUE
from mockserver.scenario.item import Item
from mockserver.scenario.model import Scenario, Step, Stub
from mockserver.scenario.outcome import Outcome
from mockserver.scenario.pacing import Pacing
from mockserver.scenario.pasted_response import IncompleteDetails, PastedResponse, ResponseError
from mockserver.scenario.problem import REFUSED, Path, Problem
from mockserver.scenario.raw_reply import RawBody
from mockserver.scenario.spelling import belongs_inside, unknown
from mockserver.scenario.stall import Stall
from mockserver.scenario.terms import Terms
from mockserver.scenario.usage import Usage
from mockserver.scenario.words import describe, must_be
from mockserver.values import Json, JsonObject

_FORMS: Final[dict[str, type[Form]]] = {
    "steps": Step,
    "stubs": Stub,
    "EventsReply": EventsReply,
    "error": ErrorBody,
    "raw": RawBody,
    "response": PastedResponse,
    "response.error": ResponseError,
    "incomplete_details": IncompleteDetails,
    "output": Item,
    "status": Outcome,
    "usage": Usage,
    "stream": Pacing,
    "gates": Gate,
    "fault": Fault,
    "error_event": ErrorEvent,
    "stall": Stall,
    "contract": Terms,
    "given": Given,
    "responses": GivenResponse,
    "conversations": GivenConversation,
}
"""The form that is read under a key, or under a key of a key; pydantic names a kind of reply by its class."""

_STEP_KEYS: Final = {"reply": reply.KEYS, "when": condition.WHEN_KEYS}
"""The keys under those of a step or stub, which are easily written beside them."""

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
    keys = [part for part in path if isinstance(part, str)]
    names = (".".join(keys[-2:]), *keys[-1:])
    return next((_FORMS[name] for name in names if name in _FORMS), whole)


def _subject(path: Path) -> str:
    named = max((index for index, part in enumerate(path) if isinstance(part, str)), default=None)
    if named is None:
        return "the file"
    name, *indexes = path[named:]
    return repr("".join([str(name), *(f"[{index}]" for index in indexes)]))


def _unknown_key(form: type[Form], path: Path, value: Json, context: JsonObject) -> str:
    key = str(path[-1])
    for outer, inner in _STEP_KEYS.items():
        if key in inner and outer in form.keys().values():
            return belongs_inside(key, outer)
    return unknown("key", key, form.keys().values(), form.noun)


def _missing(form: type[Form], path: Path, value: Json, context: JsonObject) -> str:
    return f"{form.noun} needs {path[-1]!r}"


def _empty(form: type[Form], path: Path, value: Json, context: JsonObject) -> str:
    return f"{_subject(path)} must not be empty"


def _malformed(form: type[Form], path: Path, value: Json, context: JsonObject) -> str:
    return _PATTERNS[context["pattern"]].format(describe(value))


def _wanted(words: str) -> _Message:
    """Say what a value must be; the words may name numbers of pydantic's context."""
    return lambda form, path, value, context: must_be(_subject(path), words.format(**context), value)


_PATTERNS: Final = {
    HEADER_NAME: "{} cannot stand in an HTTP header",
    HEADER_VALUE: "{} cannot stand in an HTTP header",
    GATE_NAME: "a gate's name is made of 1 to 64 letters, digits and the signs _ . -, not {}",
}
"""What is said of a text that does not fit a pattern."""

_MESSAGES: Final[dict[str, _Message]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "string_type": _wanted("a text"),
    "int_type": _wanted("a whole number"),
    "float_type": _wanted("a number"),
    "bool_type": _wanted("true or false"),
    "tuple_type": _wanted("a list"),
    "dict_type": _wanted("a mapping"),
    "model_type": _wanted("a mapping"),
    "literal_error": _wanted("{expected}"),
    "greater_than": _wanted("more than {gt:g}"),
    "greater_than_equal": _wanted("at least {ge:g}"),
    "less_than_equal": _wanted("at most {le:g}"),
    "string_too_short": _empty,
    "string_pattern_mismatch": _malformed,
}
"""Every type of error that the forms can make pydantic find."""
