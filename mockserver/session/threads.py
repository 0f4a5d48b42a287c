"""All threads of a session."""

from collections import defaultdict
from collections.abc import Collection
from itertools import islice

from mockserver.protocol.ids import BASE_LENGTH, base_of
from mockserver.session.newest import Newest
from mockserver.session.node import Node
from mockserver.session.opening import Opening
from mockserver.session.reading import Reading
from mockserver.session.turn import text_key

_LATEST = 100
"""Nodes that are looked through for those that nothing follows."""


class Threads:
    """The nodes of all threads, by everything that a later call may know them by.

    Most clients send ids back, so what was said is only taken in when a call comes that has none.
    """

    def __init__(self) -> None:
        self._by_base: dict[str, Node] = {}
        self._by_pinned_id: defaultdict[str, Newest[Node]] = defaultdict(Newest)
        self._by_pinned_response: dict[str, Node] = {}
        self._by_conversation: dict[str, Node] = {}
        self._by_exchange: defaultdict[tuple[str, str], Newest[Node]] = defaultdict(Newest)
        self._openings: defaultdict[bytes, Opening] = defaultdict(Opening)
        self._unheard: list[Node] = []

    def add(self, node: Node, reading: Reading) -> None:
        """Take in a reply that reached the client as a response."""
        self._by_base[node.base] = node
        for pinned in node.script.pinned_ids:
            self._by_pinned_id[pinned].add(node)
        if node.script.response_id:
            self._by_pinned_response[node.script.response_id] = node
        if reading.conversation_id:
            self._by_conversation[reading.conversation_id] = node
        self._unheard.append(node)

    def issuers(self, item_id: str) -> list[Node]:
        """List the nodes in whose output an item with this id is."""
        return [node for node in self.named(item_id) if item_id in node.items]

    def is_pinned(self, issued: str) -> bool:
        """Whether an author wrote this id into the file, so that several nodes may issue it."""
        return issued in self._by_pinned_id

    def conversation(self, conversation_id: str) -> Node | None:
        """Find the latest node of a conversation."""
        return self._by_conversation.get(conversation_id)

    def referred(self, reading: Reading) -> Node | None:
        """Find the latest node of the request's conversation, else the one of its `previous_response_id`."""
        conversation = self.conversation(reading.conversation_id or "")
        previous = reading.previous_response_id or ""
        return conversation or self._by_base.get(base_of(previous)) or self._by_pinned_response.get(previous)

    def named(self, issued: str) -> Collection[Node]:
        """List the nodes that issued an id; more than one only where an author wrote the id into the file."""
        node = self._by_base.get(base_of(issued)) if len(issued) > BASE_LENGTH else None
        return (node,) if node else self._by_pinned_id.get(issued, ())

    def said(self, exchange: tuple[str, str]) -> Collection[Node]:
        """List the nodes whose turn is this exchange of words."""
        self.hear()
        return self._by_exchange.get(exchange, ())

    def begun(self, reading: Reading) -> Collection[Node]:
        """List the nodes whose user messages are the longest proper beginning of the request's, the setting equal."""
        if len(reading.items) < 2:
            return ()
        self.hear()
        opening = self._openings.get(reading.setting)
        return opening.longest(text_key(text) for text in reading.new_user_texts[:-1]) if opening else ()

    @property
    def ends(self) -> list[Node]:
        """The nodes that no other follows, the newest first, as far as the latest ones go."""
        latest = [*islice(reversed(self._by_base.values()), _LATEST)]
        followed = {node.parent for node in latest}
        return [node for node in latest if node not in followed]

    def hear(self) -> None:
        """Take in what was said since the last time."""
        for node in self._unheard:
            node.hear()
            self._by_exchange[node.turn.exchange].add(node)
            if node.is_opening:
                self._openings[node.setting].add(map(text_key, node.messages), node)
        self._unheard.clear()
