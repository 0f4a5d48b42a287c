"""What rules may ask of a session."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy

from mockserver.contract.rules.history import Issued
from mockserver.contract.rules.stored import conversation_of
from mockserver.session.calls import calls_in, unanswered_in
from mockserver.session.desk import Desk
from mockserver.session.foretold import Foretold
from mockserver.session.record import Record
from mockserver.values import Json, JsonObject

_PREVIOUS = "previous_response_id"


class Past:
    """The responses, items and calls that a session knows.

    An id that a scenario asks for is known too: its author tells of a time before the session. `kept` are the responses
    that a connection keeps though they are not stored.
    """

    def __init__(self, desk: Desk, foretold: Foretold, kept: Collection[str] = ()) -> None:
        self._desk = desk
        self._threads = desk.state.threads
        self._foretold = foretold
        self._kept = kept

    def keeping(self, kept: Collection[str]) -> "Past":
        """See the past as a connection sees it that keeps these responses."""
        past = copy(self)
        past._kept = kept
        return past

    def knows_response(self, response_id: str) -> bool:
        """Whether a response can be followed."""
        return self._record(response_id) is not None or self._foretold.names_response(response_id)

    def knows_item(self, item_id: str) -> bool:
        """Whether an item can be referred to."""
        return self._foretold.names(item_id) or self._desk.item(item_id) is not None

    def knows_conversation(self, conversation_id: str) -> bool:
        """Whether a conversation is kept."""
        known = self._desk.store.conversation(conversation_id) is not None
        return known or self._foretold.names_conversation(conversation_id)

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

    def _record(self, response_id: Json) -> Record | None:
        return self._desk.response(response_id, self._kept)
