"""Replies that say every event."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from mockserver.contract.contract import Contract
from mockserver.protocol.author import Problem
from mockserver.protocol.checker import check
from mockserver.protocol.collapse import collapse
from mockserver.protocol.echo import echo
from mockserver.protocol.ids import BASE_LENGTH
from mockserver.protocol.own_types import without_own_types
from mockserver.protocol.wishes import NONE, Wishes
from mockserver.replies.compiled import Compiled
from mockserver.replies.compose import Values
from mockserver.replies.events_told import EventsTold
from mockserver.replies.forbidden import forbidden
from mockserver.replies.items_script import error_of
from mockserver.replies.response_script import ResponseScript
from mockserver.replies.stray import stray_spots
from mockserver.scenario.model import EventsReply, Fault
from mockserver.values import Dialect, Event, JsonObject, path_of
from mockserver.values.operation import CREATE

_MANY = 1000
"""Events from which they are encoded while they leave."""
_ANY_BASE = "0" * BASE_LENGTH


class EventsScript(ResponseScript):
    """A response as the events that an author wrote."""

    def __init__(self, reply: EventsReply, dialect: Dialect = "openai", seed: int = 0) -> None:
        self._source = reply
        super().__init__(reply.stream, reply.fault, dialect, seed, reply.background)

    def told(self, values: Values, wishes: Wishes) -> EventsTold:
        """Complete the events; what a call wants to see changes nothing that an author wrote."""
        return EventsTold(self._source, values, self._dialect, self._items)

    def with_fault(self, fault: Fault) -> "EventsScript":
        """Give the same events with this fault."""
        return EventsScript(self._source.model_copy(update={"fault": fault}), self._dialect, self._seed)

    @cached_property
    def _items(self) -> list[JsonObject]:
        return [item for item in collapse(self._source.events, self._dialect) if isinstance(item.get("type"), str)]

    @cached_property
    def _is_long(self) -> bool:
        return len(self._source.events) > _MANY or super()._is_long

    def _compiled_for(self, wishes: Wishes) -> Compiled:
        return super()._compiled_for(NONE)

    @property
    def error(self) -> JsonObject | None:
        """What the fault says, else the error event that ends the stream."""
        last = self._source.events[-1]
        if self._source.fault is None and last["type"] == "error":
            said = {**last, **(last["error"] if isinstance(last.get("error"), dict) else {})}
            return {"code": said.get("code"), "message": str(said.get("message", "")), "param": said.get("param")}
        return error_of(self._source.fault)

    @property
    def response_id(self) -> str | None:
        """The id in the first event that has a response of the author's."""
        responses = (event["response"] for event in self._source.events if isinstance(event.get("response"), dict))
        return next((response["id"] for response in responses if isinstance(response.get("id"), str)), None)

    def problems(self, contract: Contract) -> Iterable[Problem]:
        """Find the events that the contract or the order of a stream does not allow, unless the author allows them."""
        events = self.told(Values(_ANY_BASE, 0, 1, 1, echo({}, self._dialect)), NONE).events
        yield from () if self._source.invalid == "allow" else self._invalid(events, contract)
        yield from stray_spots(self._source.stream, self._source.fault, (event["type"] for event in events))

    def _invalid(self, events: Sequence[Event], contract: Contract) -> Iterator[Problem]:
        for number, event in enumerate(events):
            found = without_own_types(contract.event_violations(event, CREATE), event, self._dialect)
            yield from forbidden("event", ("events", number), found)
        for violation in check(events, self._dialect):
            yield path_of(violation.param), f"the stream breaks the rule {violation.rule}: {violation.message}"
