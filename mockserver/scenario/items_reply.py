"""A response, told by its output items."""

from typing import ClassVar

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from mockserver.scenario.background import BACKGROUND, Background, WrittenBackground
from mockserver.scenario.fault import Fault
from mockserver.scenario.form import Form
from mockserver.scenario.item import WrittenItem
from mockserver.scenario.outcome import Outcome, WrittenOutcome
from mockserver.scenario.pacing import Pacing
from mockserver.scenario.pasted_response import PastedResponse
from mockserver.scenario.usage import Usage
from mockserver.values import Json, JsonObject


class ItemsReply(Form):
    """A response: its output items, how it ends, what it cost, and how its stream behaves."""

    noun: ClassVar[str] = "a reply"

    output: tuple[WrittenItem, ...] = Field(default=(), description="The output items, in order.")
    status: WrittenOutcome = Field(default_factory=Outcome, description="How the response ends.")
    usage: Usage | None = Field(default=None, description="Token counts; those left out are counted.")
    stream: Pacing | None = Field(default=None, description="How the stream is cut and timed.")
    fault: Fault | None = Field(default=None, description="What goes wrong with the reply.")
    background: WrittenBackground = Field(default_factory=Background, description=BACKGROUND)

    @model_validator(mode="before")
    @classmethod
    def _mapping(cls, value: Json) -> Json:
        if isinstance(value, list | tuple):
            return {"output": value}
        if isinstance(value, dict) and value.get("response") is not None:
            return _PastedReply.model_validate(value).meant
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonObject:
        mapping = handler.resolve_ref_schema(handler(core))
        items = {"type": "array", "items": mapping["properties"]["output"]["items"]}
        return {"anyOf": [items, mapping, handler(_PastedReply.__pydantic_core_schema__)]}

    def as_json(self) -> Json:
        """Give the bare list of items where that says all."""
        written = super().as_json()
        return written if written.keys() - {"output"} else written.get("output", [])


class _PastedReply(Form):
    """The same reply with a whole response in it."""

    noun: ClassVar[str] = "a reply"

    response: PastedResponse = Field(description="A whole response, as the API's documentation shows it.")
    stream: Pacing | None = Field(default=None, description="How the stream is cut and timed.")
    fault: Fault | None = Field(default=None, description="What goes wrong with the reply.")
    background: WrittenBackground = Field(default_factory=Background, description=BACKGROUND)

    @property
    def meant(self) -> JsonObject:
        """The fields of the reply."""
        response = {"output": self.response.output, "status": self.response.outcome, "usage": self.response.usage}
        return {**response, "stream": self.stream, "fault": self.fault, "background": self.background}
