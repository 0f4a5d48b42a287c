"""A scenario's item reply, as the response and the events it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.expand import expand
from mockserver.protocol.ids import Ids
from mockserver.protocol.inclusion import as_asked
from mockserver.protocol.item_types import asides_of
from mockserver.protocol.outcome import Outcome, misplaced_cuts
from mockserver.protocol.output import complete_output
from mockserver.protocol.pieces import Cut, cutter
from mockserver.protocol.response import begun, ended
from mockserver.protocol.usage import output_tokens, reasoning_tokens, usage
from mockserver.protocol.wishes import NONE, Wishes
from mockserver.replies.told import Told
from mockserver.scenario.model import ItemsReply, Usage
from mockserver.values import Dialect, Event, Json, JsonObject
from mockserver.wire.segments import Slot


@dataclass(frozen=True, slots=True)
class Values:
    """What only the call decides: the base of the ids, times in whole seconds, input tokens, the echoed parameters.

    Each may be the real value or the marker of its slot. `response_id` is the response's own id where that does not
    follow from the base; `queued` says that the response waits before it is in progress.
    """

    base: str
    created_at: Json
    completed_at: Json
    input_tokens: Json
    echo: JsonObject
    response_id: str = ""
    queued: bool = False


MARKED = Values(
    base=Slot.BASE.marker,
    created_at=Slot.CREATED_AT.marker,
    completed_at=Slot.COMPLETED_AT.marker,
    input_tokens=Slot.INPUT_TOKENS.marker,
    echo={Slot.ECHO.marker: None},
)
"""Every value as its slot's marker."""


class Composition(Told):
    """One item reply with its values, as a dialect has it and a call wants to see it."""

    def __init__(
        self,
        reply: ItemsReply,
        values: Values,
        dialect: Dialect = "openai",
        wishes: Wishes = NONE,
        cut: Cut | None = None,
    ) -> None:
        super().__init__(dialect, reply.fault)
        self._reply = reply
        self._values = values
        self._wishes = wishes
        self._cut = cut or cutter(reply.stream.chunks if reply.stream else None)
        self._row = DIALECT_ROWS[dialect]
        self._ids = Ids(values.base)

    @cached_property
    def outcome(self) -> Outcome:
        """How the response ends."""
        status = self._reply.status
        return Outcome(status.status, status.reason, status.code, status.message)

    @cached_property
    def items(self) -> list[JsonObject]:
        """The finished output items, of each what the call wants to see."""
        bodies = [(item.type, item.body) for item in self._reply.output]
        items = complete_output(bodies, self._ids, self._ending, self._dialect)
        return [as_asked(item, self._wishes, self._ids, index, self._cut) for index, item in enumerate(items)]

    @property
    def misplaced_cuts(self) -> list[tuple[int, str]]:
        """The items that the author cut where the dialect has no place for it: each one's index, and why."""
        return list(misplaced_cuts(self.items, self._ending, self._row))

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
        return begun(self._values.response_id or self._ids.response, self._values.created_at, self._values.echo)

    @cached_property
    def ended(self) -> JsonObject:
        """The response at its end, which is also the JSON body."""
        return ended(self.begun, self.outcome, self.items, self.usage, self._values.completed_at)

    def whole(self) -> Iterator[Event]:
        """Write the stream one event at a time, undisturbed."""
        asides = {index: asides_of(item.type, item.body) for index, item in enumerate(self._reply.output)}
        return expand(
            self.begun,
            self.ended,
            self.outcome.event,
            self._cut,
            self._dialect,
            asides=asides,
            queued=self._values.queued,
            obfuscates=self._wishes.obfuscates,
        )

    @property
    def _ending(self) -> str:
        broken = self._error_event
        fails = broken is not None and (self._row.fails_after_error or broken.then_failed)
        return "failed" if fails else self.outcome.status


def _either(given: int | None, counted: Json) -> Json:
    return counted if given is None else given
