"""How a response ends."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Final, Literal, Self, TypeAlias, get_args

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from mockserver.scenario.form import Form
from mockserver.scenario.problem import Path, Problem, refusal
from mockserver.scenario.spelling import unknown
from mockserver.scenario.words import must_be
from mockserver.values import Json, JsonObject

Status: TypeAlias = Literal["completed", "incomplete", "failed", "cancelled"]
Reason: TypeAlias = Literal["max_output_tokens", "content_filter", "max_messages", "steered"]

FAILURE_CODE: Final = "server_error"
FAILURE_MESSAGE: Final = "The model failed, as the scenario wants it to."

_STATUSES: Final[tuple[str, ...]] = get_args(Status)
_REASONS: Final[tuple[str, ...]] = get_args(Reason)
_FAILURE_KEYS: Final = ("code", "message")


class Outcome(Form):
    """The terminal status; `reason` belongs to `incomplete`, `code` and `message` to `failed`."""

    noun: ClassVar[str] = "a status"

    status: Status = "completed"
    reason: Reason | None = None
    code: str | None = None
    message: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, value: Json) -> Json:
        if not isinstance(value, dict):
            return value
        return {**_DEFAULTS.get(value.get("status", ""), {}), **value}

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        given = {key for key in ("reason", "code", "message") if getattr(self, key) is not None}
        if given != set(_DEFAULTS.get(self.status, {})):
            raise refusal(Problem((), f"the status {self.status!r} goes with {', '.join(sorted(given))}"))
        return self

    def as_json(self) -> Json:
        """Give the bare status where the rest is the default."""
        details = {key: getattr(self, key) for key, default in _DEFAULTS.get(self.status, {}).items()}
        if details == _DEFAULTS.get(self.status, {}):
            return self.status
        return {self.status: details.get("reason", details)}


_DEFAULTS: Final[dict[str, dict[str, str]]] = {
    "incomplete": {"reason": "max_output_tokens"},
    "failed": {"code": FAILURE_CODE, "message": FAILURE_MESSAGE},
}


def _read(value: Json) -> Json:
    if isinstance(value, Outcome):
        return value
    if isinstance(value, str):
        return _known(value, _STATUSES, "status", ())
    if isinstance(value, dict) and len(value) == 1 and not value.keys().isdisjoint(_DETAILS):
        [(status, details)] = value.items()
        return {"status": status, **_DETAILS[status](details)}
    wanted = "a text, {incomplete: reason} or {failed: {code, message}}"
    raise refusal(Problem((), must_be("'status'", wanted, value)))


def _known(value: str, known: tuple[str, ...], kind: str, path: Path) -> JsonObject:
    if value not in known:
        raise refusal(Problem(path, unknown(kind, value, known)))
    return {kind: value}


def _incomplete(details: Json) -> JsonObject:
    if details is None:
        return {}
    if not isinstance(details, str):
        raise refusal(Problem(("incomplete",), must_be("'incomplete'", "a text", details)))
    return _known(details, _REASONS, "reason", ("incomplete",))


def _failed(details: Json) -> JsonObject:
    if not isinstance(details, dict | None):
        raise refusal(Problem(("failed",), must_be("'failed'", "a mapping {code, message}", details)))
    found = [*_failure_problems(details or {})]
    if found:
        raise refusal(*found)
    return {key: part for key, part in (details or {}).items() if part is not None}


def _failure_problems(details: JsonObject) -> Iterator[Problem]:
    for key, part in details.items():
        if key not in _FAILURE_KEYS:
            yield Problem(("failed", key), unknown("key", key, _FAILURE_KEYS, "'failed'"))
        elif not isinstance(part, str | None):
            yield Problem(("failed", key), must_be(repr(key), "a text", part))


_DETAILS: Final = {"incomplete": _incomplete, "failed": _failed}

_SCHEMA: Final = {
    "description": "How the response ends: the bare status, or why it is incomplete, or how it failed.",
    "anyOf": [
        {"enum": [*_STATUSES]},
        {
            "type": "object",
            "properties": {"incomplete": {"enum": [*_REASONS, None]}},
            "required": ["incomplete"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {
                "failed": {
                    "type": ["object", "null"],
                    "properties": {key: {"type": ["string", "null"]} for key in _FAILURE_KEYS},
                    "additionalProperties": False,
                }
            },
            "required": ["failed"],
            "additionalProperties": False,
        },
    ],
}

WrittenOutcome: TypeAlias = Annotated[Outcome, BeforeValidator(_read), WithJsonSchema(_SCHEMA)]
"""An outcome in the forms that a file may use."""
