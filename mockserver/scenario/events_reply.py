"""A stream, told event by event."""

from typing import Annotated, ClassVar, Final, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from mockserver.scenario.background import BACKGROUND, Background, WrittenBackground
from mockserver.scenario.fault import Fault
from mockserver.scenario.form import Form
from mockserver.scenario.not_empty import not_empty
from mockserver.scenario.pacing import Pacing
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.words import must_be
from mockserver.values import Json, JsonObject


def _event(value: Json) -> Json:
    if not isinstance(value, dict):
        raise refusal(Problem((), must_be("an event", "a mapping {type: …}", value)))
    if "type" not in value:
        raise refusal(Problem((), "an event needs 'type'"))
    if not isinstance(value["type"], str):
        raise refusal(Problem(("type",), must_be("an event's 'type'", "a text", value["type"])))
    return value


_SCHEMA: Final = {
    "description": "An event with its `type`, as it is sent.",
    "type": "object",
    "properties": {"type": {"description": "The event's type.", "type": "string"}},
    "required": ["type"],
}

WrittenEvent: TypeAlias = Annotated[JsonObject, BeforeValidator(_event), WithJsonSchema(_SCHEMA)]
"""An event; what its type allows is for the contract to say."""


class EventsReply(Form):
    """The events of a stream as the author wrote them."""

    noun: ClassVar[str] = "a reply of events"

    events: Annotated[tuple[WrittenEvent, ...], not_empty("events")] = Field(
        description="The events, in order.", json_schema_extra={"minItems": 1}
    )
    invalid: Literal["refuse", "allow"] = Field(
        default="refuse", description="Whether events may break the contract and the rules of a stream."
    )
    stream: Pacing | None = Field(default=None, description="How the stream is timed.")
    fault: Fault | None = Field(default=None, description="What goes wrong with the reply.")
    background: WrittenBackground = Field(default_factory=Background, description=BACKGROUND)

    @model_validator(mode="after")
    def _has_no_texts(self) -> Self:
        if self.stream and self.stream.chunks:
            raise refusal(
                Problem(("stream", "chunks"), "'chunks' cuts texts into deltas; these events are written out")
            )
        return self
