"""Finding the node that a call follows."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TypeAlias

from mockserver.session.equals import Equals
from mockserver.session.node import Node, within
from mockserver.session.reading import Reading, ids_of, speaks
from mockserver.session.threads import Threads
from mockserver.session.turn import Turn
from mockserver.values import JsonObject

Known: TypeAlias = dict[str, Collection[Node]]
"""Ids of this session with the nodes that issued them, the latest in the request first."""


class Search:
    """One call's search for its parent among the threads.

    A call without model items carries no id and no words of ours, so only what it says of the server's own state and
    the user's messages can lead anywhere.
    """

    def __init__(self, threads: Threads, reading: Reading, equals: Equals) -> None:
        self._threads = threads
        self._reading = reading
        self._equals = equals
        self._known: Known = {}

    def parent(self) -> Node | None:
        """Find the parent by the first rule that answers; none opens a new thread."""
        referred = self._threads.referred(self._reading)
        if referred:
            return referred
        if not self._reading.has_model_items:
            return self._nearest(self._threads.begun(self._reading))
        named = ((issued, self._threads.named(issued)) for issued in self._reading.ids)
        self._known = {issued: nodes for issued, nodes in named if nodes}
        return next(filter(None, (rule(self) for rule in RULES)), None)

    def by_trailing_id(self) -> Node | None:
        """Rule 2: an id of this session in the trailing run of model items and outputs, the innermost node first.

        Words without an id of ours that follow the last one come from a later reply, which only rule 3 can tell.
        """
        if not self._known:
            return None
        run = [(item, [*self._named_in(item)]) for item in self._reading.trailing_run]
        unknown = takewhile(lambda pair: not pair[1], run)
        if any(speaks(item) for item, _ in unknown):
            return None
        return self._nearest(innermost(nodes for _, named in run for nodes in named))

    def by_spoken_text(self) -> Node | None:
        """Rule 3: the longest agreement of the last turns, at or below the latest issued id's node."""
        nodes = self._threads.said(self._reading.last_turn.exchange)
        return self._nearest(within(nodes, self._latest_known()) if nodes else ())

    def by_any_id(self) -> Node | None:
        """Rule 5: the latest id of this session anywhere in `input`."""
        return self._nearest(self._latest_known())

    def _latest_known(self) -> Collection[Node]:
        return next(iter(self._known.values()), ())

    def _named_in(self, item: JsonObject) -> Iterator[Collection[Node]]:
        return (self._known[issued] for issued in ids_of(item) if issued in self._known)

    def _nearest(self, nodes: Collection[Node]) -> Node | None:
        """Take the node with the longest agreement, the same context, the same setting, the fewest such calls.

        The newest of equals; counting calls shares them out between threads that nothing else tells apart.
        """
        if len(nodes) < 2:
            return next(iter(nodes), None)
        self._threads.hear()
        return max(nodes, key=self._rank)

    def _rank(self, node: Node) -> tuple[int, bool, bool, int, int]:
        turns = self._reading.turns
        same_context = turns[-1:] == [node.turn]
        same_setting = node.setting == self._reading.setting
        return agreement(turns, node), same_context, same_setting, -self._equals.hit(node), node.number


RULES: tuple[Callable[[Search], Node | None], ...] = (Search.by_trailing_id, Search.by_spoken_text, Search.by_any_id)
"""The rules for calls with model items, in order; rules 1 and 4 need none."""


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
