"""How a response that is made in the background moves on."""

from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, Strict, WithJsonSchema

from mockserver.scenario.duration import DURATION, Duration
from mockserver.scenario.form import Form
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.spelling import unknown
from mockserver.scenario.words import must_be
from mockserver.values import Json, JsonObject

Mover: TypeAlias = Literal["polling", "time"]

BACKGROUND: Final = "What moves the response on when it is made in the background."
"""What editors say of the key."""

BACKGROUND_KEYS: Final = {"polls": "polling", "queued": "time"}
"""The keys of the mapping, each with what it means that moves the response."""

_WORDS: Final = (*BACKGROUND_KEYS.values(),)
_WANTED: Final = "polling, time, {polls: N} or {queued: duration}"


class Background(Form):
    """What moves the response: retrievals, of which the last of `polls` shows its end, or time.

    `queued` are the seconds that it waits before it begins. Without `by` the reply's pacing decides.
    """

    noun: ClassVar[str] = "'background'"

    by: Mover | None = None
    polls: Annotated[int, Strict(), Field(ge=1)] = 2
    queued: Duration = 0.0

    def as_json(self) -> Json:
        """Give the bare word where that says all."""
        written = super().as_json()
        said = {key: written[key] for key in BACKGROUND_KEYS if key in written}
        return said or self.by


def _read(value: Json) -> Json:
    if isinstance(value, Background):
        return value
    if isinstance(value, str):
        return {"by": _word(value)}
    if not isinstance(value, dict) or not value:
        raise refusal(Problem((), must_be("'background'", _WANTED, value)))
    return {"by": _mover(value), **value}


def _word(value: str) -> str:
    if value not in _WORDS:
        raise refusal(Problem((), unknown("word", value, _WORDS, "'background'")))
    return value


def _mover(value: JsonObject) -> str:
    for key in value:
        if key not in BACKGROUND_KEYS:
            raise refusal(Problem((key,), unknown("key", key, BACKGROUND_KEYS, "'background'")))
    key, *others = value
    if others:
        message = f"{key!r} and {others[0]!r} do not go together in 'background'; keep one of the two"
        raise refusal(Problem((others[0],), message))
    return BACKGROUND_KEYS[key]


_SCHEMA: Final = {
    "description": "What moves the response while it is made in the background: retrievals or time.",
    "anyOf": [
        {"enum": [*_WORDS]},
        {
            "type": "object",
            "properties": {
                "polls": {"description": "The retrieval that shows the end.", "type": "integer", "minimum": 1},
                "queued": {
                    "description": "How long the response waits before it begins.",
                    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": DURATION}],
                },
            },
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        },
    ],
}

WrittenBackground: TypeAlias = Annotated[Background, BeforeValidator(_read), WithJsonSchema(_SCHEMA)]
"""It in the forms that a file may use."""
