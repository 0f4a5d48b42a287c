"""How threads opened."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mockserver.session.newest import Newest
from mockserver.session.node import Node


class Opening:
    """The user messages that threads opened with, as a tree of text keys."""

    __slots__ = ("_next", "_nodes")

    def __init__(self) -> None:
        self._nodes: Newest[Node] = Newest()
        self._next: dict[str, Opening] = {}

    def add(self, user_keys: Iterable[str], node: Node) -> None:
        """Remember a node for these user messages."""
        place = self
        for key in user_keys:
            if key not in place._next:
                place._next[key] = Opening()
            place = place._next[key]
        place._nodes.add(node)

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
