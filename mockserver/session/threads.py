"""Finding the thread that a call goes on with."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TypeAlias

from mockserver.protocol.ids import base_of
from mockserver.session.node import Node, within
from mockserver.session.reading import Reading, Turn, ids_of, speaks
from mockserver.values import JsonObject

Rule: TypeAlias = "Callable[[Threads, Reading, bytes], Node | None]"


class Threads:
    """All nodes of a session, by everything that a later call may know them by."""

    def __init__(self) -> None:
        self._by_base: dict[str, Node] = {}
        self._by_pinned_id: defaultdict[str, dict[Node, None]] = defaultdict(dict)
        self._by_conversation: dict[str, Node] = {}
        self._by_exchange: defaultdict[tuple[str, str], dict[Node, None]] = defaultdict(dict)
        self._openings: defaultdict[bytes, Opening] = defaultdict(Opening)
        self._calls: Counter[tuple[str, bytes]] = Counter()

    def parent_of(self, reading: Reading, digest: bytes) -> Node | None:
        """Find the node that a call follows, by the first rule that answers; none opens a new thread."""
        for rule in RULES:
            parent = rule(self, reading, digest)
            if parent:
                return parent
        return None

    def hit(self, parent: Node | None, digest: bytes) -> int:
        """Tell how many equal calls were played under this parent."""
        return self._calls[parent.base if parent else "", digest]

    def count(self, parent: Node | None, digest: bytes) -> None:
        """Take in that a call is played under this parent."""
        self._calls[parent.base if parent else "", digest] += 1

    def add(self, node: Node, reading: Reading) -> None:
        """Take in a reply that reached the client as a response."""
        self._by_base[node.base] = node
        for pinned in node.script.pinned_ids:
            self._by_pinned_id[pinned][node] = None
        self._by_exchange[node.turn.exchange][node] = None
        self._add_reference(node, reading)

    def _add_reference(self, node: Node, reading: Reading) -> None:
        if reading.conversation_id:
            self._by_conversation[reading.conversation_id] = node
        if not reading.has_model_items and not reading.leaves_history_to_server:
            self._openings[reading.setting].add(reading.user_keys, node)

    def named(self, issued: str) -> Collection[Node]:
        """List the nodes that issued an id; more than one only where an author wrote the id into the file."""
        node = self._by_base.get(base_of(issued))
        return (node,) if node else self._by_pinned_id.get(issued, ())

    def by_reference(self, reading: Reading, digest: bytes) -> Node | None:
        """Rule 1: the conversation, then `previous_response_id`."""
        conversation = self._by_conversation.get(reading.conversation_id or "")
        return conversation or self._by_base.get(base_of(reading.previous_response_id or ""))

    def by_trailing_id(self, reading: Reading, digest: bytes) -> Node | None:
        """Rule 2: an id of this session in the trailing run of model items and outputs, the innermost node first.

        Words without an id of ours that follow the last one come from a later reply, which only rule 3 can tell.
        """
        if not reading.has_model_items:
            return None
        run = [(item, [*self._named_in(item)]) for item in reading.trailing_run]
        unknown = takewhile(lambda pair: not pair[1], run)
        if any(speaks(item) for item, _ in unknown):
            return None
        return self._nearest(innermost([nodes for _, named in run for nodes in named]), reading, digest)

    def by_spoken_text(self, reading: Reading, digest: bytes) -> Node | None:
        """Rule 3: the longest agreement of the last turns, at or below the latest issued id's node."""
        if not reading.has_model_items:
            return None
        nodes = self._by_exchange.get(reading.turns[-1].exchange, ())
        floor = self._latest_named(reading) if nodes else ()
        return self._nearest(within(nodes, floor), reading, digest)

    def by_beginning(self, reading: Reading, digest: bytes) -> Node | None:
        """Rule 4: an earlier call whose user messages are a proper beginning of these, the longest."""
        if reading.has_model_items or reading.setting not in self._openings:
            return None
        nodes = self._openings[reading.setting].longest(reading.user_keys[:-1])
        return self._nearest(nodes, reading, digest)

    def by_any_id(self, reading: Reading, digest: bytes) -> Node | None:
        """Rule 5: the latest id of this session anywhere in `input`."""
        return self._nearest(self._latest_named(reading), reading, digest) if reading.has_model_items else None

    def _latest_named(self, reading: Reading) -> Collection[Node]:
        return next((nodes for issued in reading.ids if (nodes := self.named(issued))), ())

    def _named_in(self, item: JsonObject) -> Iterator[Collection[Node]]:
        yield from (nodes for issued in ids_of(item) if (nodes := self.named(issued)))

    def _nearest(self, nodes: Collection[Node], reading: Reading, digest: bytes) -> Node | None:
        """Take the node with the longest agreement, the same context, the same setting, the fewest such calls.

        The newest of equals; counting calls shares them out between threads that nothing else tells apart.
        """

        def rank(node: Node) -> tuple[int, bool, bool, int, int]:
            same_context = reading.turns[-1:] == [node.turn]
            same_setting = node.setting == reading.setting
            return agreement(reading.turns, node), same_context, same_setting, -self.hit(node, digest), node.number

        return max(nodes, key=rank) if len(nodes) > 1 else next(iter(nodes), None)


RULES: tuple[Rule, ...] = (
    Threads.by_reference,
    Threads.by_trailing_id,
    Threads.by_spoken_text,
    Threads.by_beginning,
    Threads.by_any_id,
)


class Opening:
    """The user messages that threads opened with, as a tree of text keys."""

    def __init__(self) -> None:
        self._nodes: dict[Node, None] = {}
        self._next: dict[str, Opening] = {}

    def add(self, user_keys: Iterable[str], node: Node) -> None:
        """Remember a node for these user messages."""
        place = self
        for key in user_keys:
            if key not in place._next:
                place._next[key] = Opening()
            place = place._next[key]
        place._nodes[node] = None

    def longest(self, user_keys: Iterable[str]) -> Collection[Node]:
        """List the nodes whose messages are the longest beginning of these, at least one."""
        place = self
        found: Collection[Node] = ()
        for key in user_keys:
            if key not in place._next:
                break
            place = place._next[key]
            found = place._nodes or found
        return found


def agreement(turns: Sequence[Turn], node: Node) -> int:
    """Count how many last turns are those that end with the node."""
    count, at = 0, node
    for turn in reversed(turns):
        if turn.exchange != at.turn.exchange:
            break
        count += 1
        if at.before is None:
            break
        at = at.before
    return count


def innermost(named: Iterable[Collection[Node]]) -> Collection[Node]:
    """Find the nodes that end the thread which ids name, each id given by the nodes that issued it, latest first.

    An id that the author wrote into the file may belong to many threads; the other ids say which of them are meant.
    """
    found: dict[Node, None] = {}
    for nodes in named:
        found = within(nodes, found) or (within(found, nodes) if len(found) > 1 else {}) or found
    return found
