"""A connection that closes too early."""

from typing import Annotated, ClassVar, Final, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from mockserver.scenario.form import Form
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.spelling import unknown
from mockserver.scenario.usage import Count
from mockserver.scenario.words import must_be
from mockserver.values import Json

_WORDS: Final = ("request", "headers")
_COUNTS: Final = ("events", "bytes")
_FORMS: Final = "'request', 'headers', a number of events or {events: N, bytes: M}"


class Disconnect(Form):
    """What has left when the connection closes: nothing at all, the headers, or events and bytes of the next one."""

    noun: ClassVar[str] = "'disconnect_after'"

    point: Literal["request", "headers", "events"]
    events: Count = Field(default=0, description="How many events leave whole.")
    bytes: Count = Field(default=0, description="How many bytes of the next event leave.")

    @model_validator(mode="after")
    def _counts_events(self) -> Self:
        if self.point != "events" and (self.events or self.bytes):
            raise refusal(Problem((), f"nothing is counted after {self.point!r}"))
        return self

    def as_json(self) -> Json:
        """Give the bare word or number where that says all."""
        if self.point != "events":
            return self.point
        return {"events": self.events, "bytes": self.bytes} if self.bytes else self.events


def _read(value: Json) -> Json:
    if isinstance(value, Disconnect):
        return value
    if isinstance(value, str) and value in _WORDS:
        return {"point": value}
    if type(value) is int and value >= 0:
        return {"point": "events", "events": value}
    if not isinstance(value, dict) or not value:
        raise refusal(Problem((), must_be("'disconnect_after'", _FORMS, value)))
    for key in value:
        if key not in _COUNTS:
            raise refusal(Problem((key,), unknown("key", key, _COUNTS, "'disconnect_after'")))
    return {"point": "events", **value}


_COUNT: Final = {"type": "integer", "minimum": 0}
_SCHEMA: Final = {
    "description": "What has left when the connection closes: nothing (request), the headers, or a number of events, "
    "and bytes of the next one.",
    "anyOf": [
        {"enum": [*_WORDS]},
        _COUNT,
        {
            "type": "object",
            "properties": {
                "events": {"description": "How many events leave whole.", **_COUNT},
                "bytes": {"description": "How many bytes of the next event leave.", **_COUNT},
            },
            "additionalProperties": False,
            "minProperties": 1,
        },
    ],
}

WrittenDisconnect: TypeAlias = Annotated[Disconnect, BeforeValidator(_read), WithJsonSchema(_SCHEMA)]
"""A disconnect in the forms that a file may use."""
