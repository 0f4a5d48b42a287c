"""A reply that the server makes up."""

from typing import ClassVar, Final

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from mockserver.scenario.background import BACKGROUND, Background, WrittenBackground
from mockserver.scenario.fault import Fault
from mockserver.scenario.form import Form
from mockserver.scenario.pacing import Pacing
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.words import must_be
from mockserver.values import Json, JsonObject

AUTO: Final = "auto"
"""The word that stands for the whole reply, and the key that marks it."""


class AutoReply(Form):
    """Anything plausible, the same for the same request."""

    noun: ClassVar[str] = "an auto reply"

    stream: Pacing | None = Field(default=None, description="How the stream is cut and timed.")
    fault: Fault | None = Field(default=None, description="What goes wrong with the reply.")
    background: WrittenBackground = Field(default_factory=Background, description=BACKGROUND)

    @model_validator(mode="before")
    @classmethod
    def _unmarked(cls, value: Json) -> Json:
        if value == AUTO:
            return {}
        if not isinstance(value, dict) or AUTO not in value:
            return value
        if value[AUTO] is not True:
            raise refusal(Problem((AUTO,), must_be("'auto'", "true", value[AUTO])))
        return {key: part for key, part in value.items() if key != AUTO}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonObject:
        mapping = handler.resolve_ref_schema(handler(core))
        mark = {"description": "Answers with anything plausible.", "const": True}
        marked = {"properties": {AUTO: mark, **mapping["properties"]}, "required": [AUTO]}
        return {"anyOf": [{"const": AUTO}, {**mapping, **marked}]}

    def as_json(self) -> Json:
        """Give the bare word where that says all."""
        written = super().as_json()
        return {AUTO: True, **written} if written else AUTO
