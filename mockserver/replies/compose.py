"""A scenario's item reply, as the response and the events it stands for."""

from dataclasses import dataclass
from functools import cached_property

from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.expand import expand, interrupt
from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types import complete_item
from mockserver.protocol.outcome import Outcome, misplaced_cuts
from mockserver.protocol.pieces import cutter
from mockserver.protocol.response import begun, ended
from mockserver.protocol.usage import output_tokens, reasoning_tokens, usage
from mockserver.scenario.model import Item, ItemsReply, Usage
from mockserver.values import Dialect, Event, Json, JsonObject
from mockserver.wire.segments import Slot


@dataclass(frozen=True, slots=True)
class Values:
    """What only the call decides: the base of the ids, times in whole seconds, input tokens, the echoed parameters.

    Each may be the real value or the marker of its slot.
    """

    base: str
    created_at: Json
    completed_at: Json
    input_tokens: Json
    echo: JsonObject


MARKED = Values(
    base=Slot.BASE.marker,
    created_at=Slot.CREATED_AT.marker,
    completed_at=Slot.COMPLETED_AT.marker,
    input_tokens=Slot.INPUT_TOKENS.marker,
    echo={Slot.ECHO.marker: None},
)
"""Every value as its slot's marker."""


class Composition:
    """One item reply with its values, as a dialect has it."""

    def __init__(self, reply: ItemsReply, values: Values, dialect: Dialect = "openai") -> None:
        self._reply = reply
        self._values = values
        self._dialect = dialect
        self._row = DIALECT_ROWS[dialect]
        self._ids = Ids(values.base)

    @cached_property
    def outcome(self) -> Outcome:
        """How the response ends."""
        status = self._reply.status
        return Outcome(status.status, status.reason, status.code, status.message)

    @cached_property
    def items(self) -> list[JsonObject]:
        """The finished output items; an incomplete response breaks off in the last."""
        output = self._reply.output
        items = [self._item(item, index) for index, item in enumerate(output)]
        if self._ending == "incomplete" and items and self._row.always_has_status(items[-1]["type"]):
            items[-1] = {**items[-1], "status": "incomplete"}
        return items

    @property
    def misplaced_cuts(self) -> list[tuple[int, str]]:
        """The items that the author cut where the dialect has no place for it: each one's index, and why."""
        return list(misplaced_cuts([item.get("status") for item in self.items], self._ending, self._row))

    @cached_property
    def usage(self) -> JsonObject:
        """The usage block: the author's numbers, counted ones in the place of those left out."""
        given = self._reply.usage or Usage()
        input_tokens = _either(given.input_tokens, self._values.input_tokens)
        output = _either(given.output_tokens, output_tokens(self.items))
        total = input_tokens + output if isinstance(input_tokens, int) else Slot.TOTAL_TOKENS.marker
        return usage(
            input_tokens,
            output,
            _either(given.total_tokens, total),
            reasoning=_either(given.reasoning_tokens, reasoning_tokens(self.items)),
            cached=given.cached_tokens or 0,
            cache_write=_either(given.cache_write_tokens, self._row.cache_writes),
        )

    @cached_property
    def begun(self) -> JsonObject:
        """The response before its output."""
        return begun(self._ids.response, self._values.created_at, self._values.echo)

    @cached_property
    def ended(self) -> JsonObject:
        """The response at its end, which is also the JSON body."""
        return ended(self.begun, self.outcome, self.items, self.usage, self._values.completed_at)

    @cached_property
    def events(self) -> list[Event]:
        """The whole stream, a fault in it included."""
        pacing, fault = self._reply.stream, self._reply.fault
        cut = cutter(pacing.chunks if pacing else None)
        events = expand(self.begun, self.ended, self.outcome.event, cut, self._dialect)
        if fault is None:
            return events
        error = {"code": fault.error_event.code, "message": fault.error_event.message, "param": fault.error_event.param}
        return interrupt(events, error, fault.error_event.after, self._dialect)

    @property
    def _ending(self) -> str:
        breaks_off = self._reply.fault is not None and self._row.fails_after_error
        return "failed" if breaks_off else self.outcome.status

    def _item(self, item: Item, index: int) -> JsonObject:
        return complete_item(item.type, item.body, self._ids, index, self._dialect)


def _either(given: int | None, counted: Json) -> Json:
    return counted if given is None else given
