"""A step or stub that may answer a call."""

from dataclasses import dataclass
from functools import cached_property

from mockserver.replies.script import Source
from mockserver.replies.sources import source_of
from mockserver.scenario.model import ItemsReply, Scenario, Step, Stub
from mockserver.values import Dialect, JsonObject, Place


@dataclass(frozen=True, eq=False)
class Candidate:
    """One step or stub of a scenario, `position` counted from 0 among its likes; identical only to itself."""

    scenario: Scenario
    spec: Step | Stub
    position: int
    load_order: int
    dialect: Dialect
    seed: int = 0

    @cached_property
    def label(self) -> str:
        """The name for a person: `weather step 2`."""
        return f"{self.scenario.name} {'step' if self.is_step else 'stub'} {self.position + 1}"

    @cached_property
    def plain_text(self) -> str | None:
        """The text of the last user message, when `when` names one without operators."""
        text = self.spec.conditions.get("last_user")
        return text if isinstance(text, str) else None

    @cached_property
    def conditions(self) -> JsonObject:
        """The conditions beside the plain text."""
        return {
            name: wanted
            for name, wanted in self.spec.conditions.items()
            if self.plain_text is None or name != "last_user"
        }

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where it stands in its file."""
        return ("steps" if self.is_step else "stubs", self.position)

    @property
    def place(self) -> Place:
        """Its file, line and column."""
        return self.scenario.place(*self.path)

    @property
    def order(self) -> tuple[int, int]:
        """What decides between candidates that match: lower first."""
        return self.spec.priority, self.load_order

    @cached_property
    def is_step(self) -> bool:
        """Whether it is a step, not a stub."""
        return isinstance(self.spec, Step)

    @cached_property
    def limit(self) -> int | None:
        """How often it may be played: a stub's `times`, and for a first step the scenario's `starts`."""
        if isinstance(self.spec, Stub):
            return self.spec.times
        return self.scenario.starts if self.is_opening else None

    @property
    def is_opening(self) -> bool:
        """Whether it is a scenario's first step."""
        return self.is_step and self.position == 0

    @cached_property
    def compacts(self) -> bool:
        """Whether it may answer a call that ends in a trigger: with one compaction, or with what is no list of items.

        The API answers such a call with nothing else (constraint X06).
        """
        reply = self.spec.replies[0]
        return not isinstance(reply, ItemsReply) or [item.type for item in reply.output] == ["compaction"]

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """What its answers come from: one reply, or the attempts in turn."""
        return tuple(source_of(reply, self.dialect, self.seed) for reply in self.spec.replies)
