"""The scenario."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from mockserver.scenario.auto_reply import AutoReply
from mockserver.scenario.background import Background
from mockserver.scenario.clock import ClockName
from mockserver.scenario.disconnect import Disconnect
from mockserver.scenario.error_event import ErrorEvent
from mockserver.scenario.error_reply import ErrorBody, ErrorReply
from mockserver.scenario.event_at import LAST, EventAt
from mockserver.scenario.events_reply import EventsReply
from mockserver.scenario.fault import Fault
from mockserver.scenario.gate import Gate
from mockserver.scenario.given import Given, GivenConversation, GivenResponse
from mockserver.scenario.item import Item
from mockserver.scenario.items_reply import ItemsReply
from mockserver.scenario.outcome import Outcome
from mockserver.scenario.pacing import Pacing
from mockserver.scenario.placed import Placed
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.raw_reply import RawBody, RawReply
from mockserver.scenario.reply import Reply
from mockserver.scenario.stall import Stall
from mockserver.scenario.step import Positive, Step, Stub
from mockserver.scenario.terms import Terms
from mockserver.scenario.tokens_reply import TokensReply
from mockserver.scenario.usage import Usage
from mockserver.scenario.words import must_be
from mockserver.values import Dialect, Json, Place

__all__ = [
    "LAST",
    "AutoReply",
    "Background",
    "Disconnect",
    "ErrorEvent",
    "ErrorReply",
    "EventAt",
    "EventsReply",
    "Fault",
    "Gate",
    "Given",
    "GivenConversation",
    "GivenResponse",
    "Item",
    "ItemsReply",
    "Outcome",
    "Pacing",
    "RawBody",
    "RawReply",
    "Reply",
    "Scenario",
    "Stall",
    "Step",
    "Stub",
    "TokensReply",
    "Usage",
]


def _one(value: Json) -> Json:
    # The literal 1 would let true and 1.0 pass.
    if type(value) is not int or value != 1:
        raise refusal(Problem((), must_be("'version'", "1", value)))
    return value


class Scenario(Placed):
    """One scenario file: steps in the order of a thread, and stubs beside them."""

    noun: ClassVar[str] = "a scenario"

    editor_schema: str | None = Field(
        default=None, alias="$schema", description="The schema of this file, for editors."
    )
    version: Annotated[Literal[1], BeforeValidator(_one)] = Field(
        default=1, description="The version of the file format."
    )
    name: str = Field(
        default_factory=lambda: "scenario", min_length=1, description="The scenario's name; without it, the file's."
    )
    description: str | None = Field(default=None, description="What the scenario is for.")
    dialect: Dialect | None = Field(default=None, description="Whose API is spoken; openai unless said otherwise.")
    clock: ClockName | None = Field(default=None, description="Whether the clock runs, or a test puts it forward.")
    contract: Terms = Field(default_factory=Terms, description="How strictly calls are held to the contract.")
    starts: Positive | None = Field(default=None, description="How many threads it may open; any number when left out.")
    given: Given = Field(default_factory=Given, description="What is stored before the first call.")
    steps: tuple[Step, ...] = Field(default=(), description="The steps of a thread, in order.")
    stubs: tuple[Stub, ...] = Field(default=(), description="Answers outside the order, matched afresh by every call.")

    @model_validator(mode="after")
    def _has_steps_or_stubs(self) -> Self:
        if not self.steps and not self.stubs:
            raise refusal(Problem((), "a scenario needs 'steps' or 'stubs' with at least one entry"))
        if self.starts and not self.steps:
            raise refusal(Problem(("starts",), "'starts' counts threads, which only 'steps' open"))
        early = [index for index, step in enumerate(self.steps[:-1]) if step.repeat]
        if early:
            raise refusal(Problem(("steps", early[0], "repeat"), "only the last step may say 'repeat'"))
        return self

    def as_json(self) -> Json:
        """Give the whole file's content; version and name are always said."""
        written = super().as_json()
        head = {"version": self.version, "name": self.name}
        return {**({"$schema": self.editor_schema} if self.editor_schema else {}), **head, **written}

    def place(self, *path: str | int) -> Place:
        """Find a key or element in the file: `place("steps", 1, "when", "tools")`.

        What has no place of its own is found at the nearest thing that holds it. `replies` and a number name a
        reply however the file has it: `place("steps", 0, "replies", 0, "output", 2)`.
        """
        return super().place(*self._as_written(path))

    def _as_written(self, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        match path:
            case (group, index, "replies", number, *rest):
                has_attempts = (group, index, "attempts") in self._places
                reply = (group, index, *(("attempts", number) if has_attempts else ("reply",)))
                return (*reply, *self._around(reply, rest), *rest)
        return path

    def _around(self, reply: tuple[str | int, ...], inside: Sequence[str | int]) -> tuple[str, ...]:
        """Give the key that the file has around what a reply holds directly."""
        outers = (outer for outer, keys in _OUTER.items() if {*inside[:1]} & keys and (*reply, outer) in self._places)
        return tuple(outers)


_OUTER: Final = {"response": {"output", "status", "usage"}, "error": ErrorBody.keys().keys()}
"""Keys under which a file may have parts of a reply."""
