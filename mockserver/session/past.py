"""What rules may ask of a session."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy

from mockserver.contract.rules.history import Issued
from mockserver.contract.rules.stored import conversation_of
from mockserver.contract.schema import schema_mismatches
from mockserver.scenario.match import differences
from mockserver.scenario.model import GivenConversation, GivenResponse, Scenario
from mockserver.session.calls import calls_in, unanswered_in
from mockserver.session.desk import Desk
from mockserver.session.record import Record
from mockserver.values import Json, JsonObject

_PREVIOUS = "previous_response_id"
_CONVERSATION = "conversation"
_NAMING = frozenset({"$equals", "$contains", "$regex"})
"""The operators that tell what a text is; the others let much else pass too."""


class Past:
    """The responses, items and calls that a session knows.

    An id that a scenario asks for is known too: its author tells of a time before the session. `kept` are the responses
    that a connection keeps though they are not stored.
    """

    def __init__(self, desk: Desk, scenarios: Sequence[Scenario], kept: Collection[str] = ()) -> None:
        self._desk = desk
        self._threads = desk.state.threads
        self._kept = kept
        conditions = [condition for scenario in scenarios for condition in _conditions(scenario)]
        self._named = frozenset(text for condition in conditions for text in _texts(condition))
        self._previous = [expected for condition in conditions for expected in _under(_PREVIOUS, condition)]
        self._given = frozenset(one.id for scenario in scenarios for one in _given(scenario))
        self._conversations = [expected for condition in conditions for expected in _under(_CONVERSATION, condition)]

    def keeping(self, kept: Collection[str]) -> "Past":
        """See the past as a connection sees it that keeps these responses."""
        past = copy(self)
        past._kept = kept
        return past

    def knows_response(self, response_id: str) -> bool:
        """Whether a response can be followed."""
        known = self._record(response_id) is not None
        return known or self._is_named(response_id, self._previous)

    def knows_item(self, item_id: str) -> bool:
        """Whether an item can be referred to."""
        return item_id in self._named or self._desk.item(item_id) is not None

    def knows_conversation(self, conversation_id: str) -> bool:
        """Whether a conversation is kept."""
        known = self._desk.store.conversation(conversation_id) is not None
        return known or self._is_named(conversation_id, self._conversations)

    def lacks_to_stream(self, response_id: str) -> str | None:
        """Name the first of the parameters that a response was made without."""
        record = self._desk.store.response(response_id)
        if record is None or (record.is_background and record.streams):
            return None
        return "stream" if record.is_background else "background"

    def is_busy(self, conversation_id: str) -> bool:
        """Whether a response of a conversation has not ended."""
        conversation = self._desk.store.conversation(conversation_id)
        return conversation is not None and conversation.is_busy(self._desk.now)

    def items_in(self, conversation_id: str) -> Collection[str]:
        """List the ids of a conversation's items."""
        conversation = self._desk.store.conversation(conversation_id)
        return {item["id"] for item in conversation.items(self._desk.now)} if conversation else ()

    def is_pinned(self, issued: str) -> bool:
        """Whether an author wrote an id into a scenario."""
        return self._threads.is_pinned(issued)

    def is_lost(self, item_id: str) -> bool:
        """Whether an item was neither stored nor asked for sealed."""
        issuers = [] if self.is_pinned(item_id) else self._threads.issuers(item_id)
        return any(not (node.is_stored or node.is_sealed) for node in issuers)

    def output_of(self, item_id: str) -> Sequence[Issued] | None:
        """List the output of the response that made an item's id, unless a fault kept it from the client."""
        nodes = [] if self.is_pinned(item_id) else self._threads.issuers(item_id)
        whole = [node for node in nodes if not node.script.invites_retry(streams=True)]
        return [Issued(*item) for item in whole[0].items.items()] if whole else None

    def calls_before(self, body: JsonObject) -> Mapping[str, str] | None:
        """Map the ids of all calls up to the previous response, or in the conversation, to their types.

        None when what came before is not known.
        """
        conversation = self._desk.store.conversation(conversation_of(body) or "")
        if conversation:
            return calls_in(conversation.items(self._desk.now))
        record = self._record(body.get(_PREVIOUS))
        if record is None:
            return None
        above = () if record.is_apart or record.node is None else record.node.ancestry()
        called = {call_id: kind for node in above for call_id, kind in node.calls.items()}
        return {**calls_in(self._told_apart(record)), **called}

    def unanswered_before(self, body: JsonObject) -> Sequence[str] | None:
        """Name the whole calls of the response before this call; those before it were answered on the way to it."""
        conversation = self._desk.store.conversation(conversation_of(body) or "")
        if conversation:
            return unanswered_in(conversation.items(self._desk.now))
        record = self._record(body.get(_PREVIOUS))
        if record is None:
            return None
        has_none = record.node is not None and not record.is_apart and not record.node.calls
        return [] if has_none else unanswered_in(record.output(self._desk.now))

    def _told_apart(self, record: Record) -> Iterator[JsonObject]:
        """Go through the items of what no step or stub answered, which no node tells of."""
        for above in record.lineage:
            if above.is_apart:
                yield from (*above.input, *above.output(self._desk.now))

    def _is_named(self, its_id: str, expectations: Iterable[Json]) -> bool:
        """Whether a scenario names what it does not give; the store knows what became of the rest."""
        return its_id not in self._given and any(_names(expected, its_id) for expected in expectations)

    def _record(self, response_id: Json) -> Record | None:
        return self._desk.response(response_id, self._kept)


def _conditions(scenario: Scenario) -> Iterator[JsonObject]:
    for spec in (*scenario.steps, *scenario.stubs):
        yield from (spec.when, spec.expect)


def _given(scenario: Scenario) -> Iterable[GivenResponse | GivenConversation]:
    return (*scenario.given.responses, *scenario.given.conversations)


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in _parts(value):
        yield from _texts(inner)


def _under(key: str, value: Json) -> Iterator[Json]:
    """Find everything that stands under a key."""
    if isinstance(value, dict) and key in value:
        yield value[key]
    for inner in _parts(value):
        yield from _under(key, inner)


def _parts(value: Json) -> Iterable[Json]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _names(expected: Json, text: str) -> bool:
    """Tell whether an expectation names a text, and does not just let it pass."""
    if isinstance(expected, dict) and isinstance(expected.get("$any"), list):
        return any(_names(one, text) for one in expected["$any"])
    naming = isinstance(expected, str) or (isinstance(expected, dict) and not expected.keys() - _NAMING)
    return naming and not differences(expected, text, schema_check=schema_mismatches)
