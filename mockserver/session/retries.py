"""Telling a retry from the same call made again."""

from collections import defaultdict

from mockserver.session.newest import Newest
from mockserver.session.node import Node
from mockserver.values import Call

_RETRY_COUNT = "x-stainless-retry-count"
_MOST_DIGITS = 9


class _Equals:
    """The plays of equal calls: by the attempts made so far, and those whose last attempt invites to another."""

    __slots__ = ("by_attempt", "failed")

    def __init__(self) -> None:
        self.by_attempt: dict[int, Newest[Node]] = {}
        self.failed: Newest[Node] = Newest()

    def newest(self, count: int) -> Node | None:
        """Find the newest play with so many attempts, failed ones first; else with the most attempts there are."""
        made = self.by_attempt.get(count) or self.by_attempt[max(self.by_attempt)]
        failed = [node for node in self.failed if node in made]
        return failed[-1] if failed else made.newest()

    def file(self, node: Node, *, failed: bool) -> None:
        """Take in a play under the attempts it has."""
        if node.attempt not in self.by_attempt:
            self.by_attempt[node.attempt] = Newest()
        self.by_attempt[node.attempt].add(node)
        if failed:
            self.failed.add(node)

    def unfile(self, node: Node) -> None:
        """Take out a play that has made one more attempt since."""
        attempts = node.attempt - 1
        if attempts in self.by_attempt:
            self.by_attempt[attempts].discard(node)
            if not self.by_attempt[attempts]:
                del self.by_attempt[attempts]
        self.failed.discard(node)


class Retries:
    """Every play of a session by its call's digest."""

    def __init__(self) -> None:
        self._equals: defaultdict[tuple[bytes, bool], _Equals] = defaultdict(_Equals)

    def retried(self, call: Call, digest: bytes) -> Node | None:
        """Find the play that this call retries: the newest with as many attempts as the client counts.

        A client that counts none retries only what ended in an error that invites to it.
        """
        count = _retry_count(call)
        if count == 0:
            return None
        equals = self._equals.get((digest, call.streams))
        if equals is None:
            return None
        return equals.failed.newest() if count is None else equals.newest(count)

    def add(self, call: Call, digest: bytes, node: Node) -> None:
        """Take in a play that is no retry."""
        failed = node.script.invites_retry(streams=call.streams)
        self._equals[digest, call.streams].file(node, failed=failed)

    def attempted(self, call: Call, digest: bytes, node: Node) -> None:
        """Take in one more attempt at a play, which the node has counted."""
        self._equals[digest, call.streams].unfile(node)
        self.add(call, digest, node)


def _retry_count(call: Call) -> int | None:
    text = call.headers.get(_RETRY_COUNT)
    return int(text) if text is not None and text.isdecimal() and len(text) <= _MOST_DIGITS else None
