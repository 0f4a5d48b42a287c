"""What a call continues."""

from collections.abc import Sequence
from typing import NamedTuple

import orjson

from mockserver.session.conversation import Conversation
from mockserver.session.node import Node
from mockserver.session.reading import Reading
from mockserver.session.record import Record
from mockserver.values import Items, JsonObject, input_items, kind_of
from mockserver.values.tokens import tokens_of


class Origin(NamedTuple):
    """The node of the thread, and the response or the conversation that the call leaves its history to."""

    parent: Node | None = None
    previous: Record | None = None
    conversation: Conversation | None = None

    @property
    def unplayed(self) -> Items:
        """The input of warm-ups before the call, which no step has seen; it counts as the call's own."""
        found, record = Items(), self.previous
        while record is not None and record.is_warm_up:
            found = [*((item, kind_of(item)) for item in record.asked), *found]
            record = record.previous
        return found

    def items(self, now: float) -> list[JsonObject]:
        """All items before the call, oldest first."""
        if self.conversation:
            return self.conversation.items(now)
        return [*self.previous.items(now), *self.previous.output(now)] if self.previous else []

    def lasting(self, now: float) -> tuple[Record | None, Sequence[JsonObject]]:
        """Give the response that is continued; where that, or a conversation, may still change, the items of now."""
        if self.conversation or (self.previous and not self.previous.progress.has_ended(now)):
            return None, self.items(now)
        return self.previous, ()

    def tokens(self, reading: Reading, now: float) -> int:
        """Count the tokens before the call's own: a response's total, else those of the items as compact JSON."""
        if self.conversation:
            return tokens_of(len(orjson.dumps(self.conversation.items(now))))
        if self.previous:
            return self.previous.tokens(now)
        return self.parent.total_tokens if self.parent and reading.leaves_history_to_server else 0

    def completed(self, body: JsonObject, now: float) -> JsonObject:
        """Put before the input what stands before it, from where the user spoke last."""
        above = self.items(now)
        spoken = [index for index, item in enumerate(above) if item.get("role") == "user"]
        return {**body, "input": [*above[spoken[-1] if spoken else 0 :], *input_items(body)]} if above else body


NOWHERE = Origin()
"""What most first calls continue."""
