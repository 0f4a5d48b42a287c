"""What goes wrong with a reply."""

from typing import Annotated, ClassVar, Self

from pydantic import ConfigDict, Field, Strict, model_validator

from mockserver.scenario.disconnect import WrittenDisconnect
from mockserver.scenario.duration import Duration
from mockserver.scenario.error_event import ErrorEvent
from mockserver.scenario.event_at import EventAt
from mockserver.scenario.form import Form
from mockserver.scenario.headers import HEADER_VALUE
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.stall import WrittenStall
from mockserver.scenario.usage import Count
from mockserver.values import Json


def _some(schema: dict[str, Json]) -> None:
    """Ask in a schema for one key at least that is neither null nor false."""
    empty: Json = {"enum": [None, False]}
    schema["anyOf"] = [{"required": [key], "properties": {key: {"not": empty}}} for key in schema["properties"]]


class Fault(Form):
    """The faults of one reply; each changes what leaves, none changes the session."""

    model_config = ConfigDict(json_schema_extra=_some)

    noun: ClassVar[str] = "a fault"

    error_event: ErrorEvent | None = Field(default=None, description="An error event that ends the stream.")
    disconnect_after: WrittenDisconnect | None = Field(default=None, description="The connection closes too early.")
    truncate_after: Count | None = Field(
        default=None, description="The stream ends well after this many events, without its last one."
    )
    stall: WrittenStall | None = Field(default=None, description="The stream stands still after this many events.")
    malformed_json: EventAt | None = Field(default=None, description="The event whose data is no JSON.")
    invalid_utf8: EventAt | None = Field(default=None, description="The event whose data is no UTF-8.")
    wrong_event_name: EventAt | None = Field(default=None, description="The event whose name is not its type.")
    wrong_sequence_number: EventAt | None = Field(default=None, description="The event whose number is not its turn.")
    duplicate_event: EventAt | None = Field(default=None, description="The event that is sent twice.")
    drop_event: EventAt | None = Field(default=None, description="The event that is never sent.")
    reorder_events: EventAt | None = Field(
        default=None, description="The event that changes places with the one after it."
    )
    missing_done: Annotated[bool, Strict()] = Field(
        default=False, description="Whether `[DONE]` is left out where the dialect sends it."
    )
    slow_headers: Duration | None = Field(default=None, description="How long the headers are kept back.")
    content_type: Annotated[str, Field(pattern=HEADER_VALUE, min_length=1)] | None = Field(
        default=None, description="The content type that is claimed."
    )
    cut_body: Count | None = Field(
        default=None, description="How many bytes of the body leave before the connection closes."
    )
    content_length: Count | None = Field(default=None, description="The length that is claimed.")
    html_error: Annotated[int, Strict(), Field(ge=400, le=599)] | None = Field(
        default=None, description="An HTML page with this HTTP status, in the place of the answer."
    )
    empty_body: Annotated[bool, Strict()] = Field(
        default=False, description="Whether the answer has status 200 and nothing in it."
    )

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.names():
            raise refusal(Problem((), f"a fault needs one of its keys: {', '.join(self.keys())}"))
        return self

    def names(self) -> tuple[str, ...]:
        """Give the keys that are set, in the order in which they are listed here."""
        return tuple(key for key in self.keys() if not _is_unset(getattr(self, key)))


def _is_unset(value: Json) -> bool:
    return value is None or value is False
