"""A stream that stands still."""

from typing import Annotated, ClassVar, Final, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from mockserver.scenario.duration import Duration
from mockserver.scenario.form import Form
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.spelling import unknown
from mockserver.scenario.usage import Count
from mockserver.scenario.words import must_be
from mockserver.values import Json, JsonObject

_KEYS: Final = ("after", "for")


class Stall(Form):
    """After how many events nothing more leaves, and for how many seconds; without those, for ever."""

    model_config = ConfigDict(validate_by_name=True)

    noun: ClassVar[str] = "a stall"

    after: Count = Field(description="How many events leave before it.")
    duration: Duration | None = Field(
        default=None, validation_alias="for", description="How long; for ever when left out."
    )

    def as_json(self) -> Json:
        """Give the bare number of events where that says all."""
        return self.after if self.duration is None else super().as_json()

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonObject:
        mapping = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [{"type": "integer", "minimum": 0}, mapping]}


def _read(value: Json) -> Json:
    if isinstance(value, Stall):
        return value
    if type(value) is int and value >= 0:
        return {"after": value}
    if not isinstance(value, dict):
        raise refusal(Problem((), must_be("'stall'", "a number of events or {after: N, for: duration}", value)))
    for key in value:
        if key not in _KEYS:
            raise refusal(Problem((key,), unknown("key", key, _KEYS, Stall.noun)))
    return value


WrittenStall: TypeAlias = Annotated[Stall, BeforeValidator(_read)]
"""A stall in the forms that a file may use."""
