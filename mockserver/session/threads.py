"""All threads of a session."""

from collections import defaultdict
from collections.abc import Collection

from mockserver.protocol.ids import base_of
from mockserver.session.newest import Newest
from mockserver.session.node import Node
from mockserver.session.opening import Opening
from mockserver.session.reading import Reading


class Threads:
    """The nodes of all threads, by everything that a later call may know them by."""

    def __init__(self) -> None:
        self._by_base: dict[str, Node] = {}
        self._by_pinned_id: defaultdict[str, Newest[Node]] = defaultdict(Newest)
        self._by_conversation: dict[str, Node] = {}
        self._by_exchange: defaultdict[tuple[str, str], Newest[Node]] = defaultdict(Newest)
        self._openings: defaultdict[bytes, Opening] = defaultdict(Opening)
        self._calls: dict[tuple[str, bytes], int] = {}

    def hit(self, parent: Node | None, digest: bytes) -> int:
        """Tell how many equal calls were played under this parent."""
        return self._calls.get((parent.base if parent else "", digest), 0)

    def count(self, parent: Node | None, digest: bytes) -> None:
        """Take in that a call is played under this parent."""
        place = (parent.base if parent else "", digest)
        self._calls[place] = self._calls.get(place, 0) + 1

    def add(self, node: Node, reading: Reading) -> None:
        """Take in a reply that reached the client as a response."""
        self._by_base[node.base] = node
        for pinned in node.script.pinned_ids:
            self._by_pinned_id[pinned].add(node)
        self._by_exchange[node.turn.exchange].add(node)
        if reading.conversation_id:
            self._by_conversation[reading.conversation_id] = node
        if not reading.has_model_items and not reading.leaves_history_to_server:
            self._openings[reading.setting].add(reading.user_keys, node)

    def referred(self, reading: Reading) -> Node | None:
        """Find the latest node of the request's conversation, else the one of its `previous_response_id`."""
        conversation = self._by_conversation.get(reading.conversation_id or "")
        return conversation or self._by_base.get(base_of(reading.previous_response_id or ""))

    def named(self, issued: str) -> Collection[Node]:
        """List the nodes that issued an id; more than one only where an author wrote the id into the file."""
        node = self._by_base.get(base_of(issued))
        return (node,) if node else self._by_pinned_id.get(issued, ())

    def said(self, exchange: tuple[str, str]) -> Collection[Node]:
        """List the nodes whose turn is this exchange of words."""
        return self._by_exchange.get(exchange, ())

    def begun(self, reading: Reading) -> Collection[Node]:
        """List the nodes whose user messages are the longest proper beginning of the request's, the setting equal."""
        opening = self._openings.get(reading.setting) if len(reading.items) > 1 else None
        return opening.longest(reading.user_keys[:-1]) if opening else ()
