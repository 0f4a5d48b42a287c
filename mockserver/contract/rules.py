"""What a schema cannot say of a request: named rules in one table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from mockserver.values import Call, JsonObject, Violation

CREATE = "responses.create"
STORED_INPUTS = ("prompt", "previous_response_id", "conversation")


class History(Protocol):
    """What a rule may ask of the calls before this one; so far nothing, so None will do."""


Check: TypeAlias = Callable[[Call, History | None], Iterable[Violation]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `check` returns what breaks it; `warn` is the severity of rules that never refuse a call."""

    id: str
    statement: str
    severity: Literal["error", "warn"]
    source: str
    check: Check


def authorization(call: Call, history: History | None) -> Iterable[Violation]:
    """Ask for a bearer token; whether it is the right one is for the server to say."""
    scheme, _, token = call.headers.get("authorization", "").strip().partition(" ")
    if token and scheme.lower() == "bearer":
        return ()
    return (Violation("authorization", UNAUTHORIZED, status=401),)


def model_required(call: Call, history: History | None) -> Iterable[Violation]:
    """Ask for a model, unless a stored prompt brings its own."""
    if call.operation != CREATE or _given(call.body, "model") or _given(call.body, "prompt"):
        return ()
    return (_missing("model_required", "model"),)


def input_required(call: Call, history: History | None) -> Iterable[Violation]:
    """Ask for something to answer to: an input, or something stored that holds one."""
    if call.operation != CREATE or _given(call.body, "input") or any(_given(call.body, name) for name in STORED_INPUTS):
        return ()
    return (_missing("input_required", "input"),)


def _given(body: JsonObject, name: str) -> bool:
    return body.get(name) is not None


def _missing(rule: str, param: str) -> Violation:
    return Violation(rule, f"Missing required parameter: '{param}'.", param, "missing_required_parameter")


UNAUTHORIZED = "Missing bearer token. Send your API key in the header `Authorization: Bearer YOUR_KEY`."
AUTHORIZATION = Rule(
    id="authorization",
    statement="Every call carries a bearer token.",
    severity="error",
    source="surface/REPORT.md §1",
    check=authorization,
)
BODY_RULES = (
    Rule(
        id="model_required",
        statement="A response needs a model or a stored prompt.",
        severity="error",
        source="observed; the schema requires nothing, surface/REPORT.md §1",
        check=model_required,
    ),
    Rule(
        id="input_required",
        statement="A response needs an input, a stored prompt, a previous response or a conversation.",
        severity="error",
        source="observed; the schema requires nothing, surface/REPORT.md §1",
        check=input_required,
    ),
)
RULES = (AUTHORIZATION, *BODY_RULES)
"""Every rule of a request, in the order in which they are asked."""
