"""Events that an author wrote, as the response that they tell."""

from collections.abc import Iterator
from functools import cached_property

from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types import ITEM_TYPES
from mockserver.protocol.outcome import Outcome
from mockserver.protocol.response import begun, ended
from mockserver.protocol.usage import output_tokens, reasoning_tokens, usage
from mockserver.replies.compose import Values
from mockserver.replies.told import Told
from mockserver.scenario.model import EventsReply
from mockserver.scenario.outcome import FAILURE_CODE, FAILURE_MESSAGE
from mockserver.values import Dialect, Event, JsonObject
from mockserver.wire.segments import Slot

_QUEUED, _FAILED = "response.queued", "response.failed"
_OUTCOMES = {
    "response.incomplete": Outcome("incomplete", reason="max_output_tokens"),
    _FAILED: Outcome("failed", code=FAILURE_CODE, message=FAILURE_MESSAGE),
}


class EventsTold(Told):
    """The events of one reply, completed: what is left out of `sequence_number` and `response` is filled in."""

    def __init__(self, reply: EventsReply, values: Values, dialect: Dialect, items: list[JsonObject]) -> None:
        super().__init__(dialect, reply.fault)
        self._reply = reply
        self._items = items
        self._values = values
        self._row = DIALECT_ROWS[dialect]
        self._is_queued = any(event["type"] == _QUEUED for event in reply.events)

    @property
    def items(self) -> list[JsonObject]:
        """The output items that the events bring."""
        return self._items

    def whole(self) -> Iterator[Event]:
        """Walk through the events as they were written."""
        return (self._numbered(number, event) for number, event in enumerate(self._reply.events))

    @cached_property
    def ended(self) -> JsonObject:
        """The response of the last event that has one, with all its items when it is not the terminal one.

        One whose last event is an error has failed.
        """
        events = [*self.whole()]
        for event in reversed(events):
            if self._kind(event) == "terminal" and isinstance(event.get("response"), dict):
                return dict(event["response"])
        if events[-1]["type"] == "error":
            return self._ended(_FAILED)
        return {**self._begun("in_progress"), "output": self.items}

    def _numbered(self, number: int, event: Event) -> Event:
        whole = {"type": event["type"], "sequence_number": number, **event}
        if "response" in event:
            return whole
        if self._kind(event) == "opening":
            return {**whole, "response": self._begun(self._first_status(event["type"]))}
        return {**whole, "response": self._ended(event["type"])} if self._kind(event) == "terminal" else whole

    def _kind(self, event: Event) -> str | None:
        row = self._row.row(event)
        return row.kind if row else None

    def _first_status(self, event_type: str) -> str:
        return "queued" if self._is_queued and event_type != "response.in_progress" else "in_progress"

    def _begun(self, status: str) -> JsonObject:
        own_id = self._values.response_id or Ids(self._values.base).response
        response = begun(own_id, self._values.created_at, self._values.echo)
        return {**response, "status": status}

    def _ended(self, event_type: str) -> JsonObject:
        outcome = _OUTCOMES.get(event_type, Outcome())
        return ended(self._begun("in_progress"), outcome, self.items, self._usage(), self._values.completed_at)

    def _usage(self) -> JsonObject:
        known = [item for item in self.items if item["type"] in ITEM_TYPES]
        read, written = self._values.input_tokens, output_tokens(known)
        total = read + written if isinstance(read, int) else Slot.TOTAL_TOKENS.marker
        return usage(read, written, total, reasoning=reasoning_tokens(known), cache_write=self._row.cache_writes)
