"""The plays of equal calls."""

from mockserver.session.newest import Newest
from mockserver.session.node import Node
from mockserver.values import Call

_RETRY_COUNT = "x-stainless-retry-count"
_MOST_DIGITS = 9


class Equals:
    """Plays of calls with one digest: how many under each parent, and which of them a retry may mean.

    The digest does not tell whether a stream was asked for; a retry asks for the same.
    """

    __slots__ = ("_by_attempt", "_failed", "_hits")

    def __init__(self) -> None:
        self._hits: dict[str, int] = {}
        self._by_attempt: dict[tuple[bool, int], Newest[Node]] = {}
        self._failed: dict[bool, Newest[Node]] = {}

    def hit(self, parent: Node | None) -> int:
        """Tell how many were played under this parent."""
        return self._hits.get(parent.base if parent else "", 0)

    def retried(self, call: Call) -> Node | None:
        """Find the play that a call retries: the newest with as many attempts as the client counts, failed ones first.

        A client that counts none retries only what ended in an error that invites to it.
        """
        count = _retry_count(call)
        if count is None:
            return self.failed(call)
        return self._newest(call.streams, count) if count else None

    def failed(self, call: Call) -> Node | None:
        """Find the newest play that ended in an error which invites to a retry."""
        failed = self._failed.get(call.streams)
        return failed.newest() if failed else None

    def begin(self, call: Call, node: Node) -> None:
        """Take in a play."""
        parent = node.parent.base if node.parent else ""
        self._hits[parent] = self._hits.get(parent, 0) + 1
        self._file(call.streams, node)

    def attempt(self, call: Call, node: Node) -> None:
        """Take in one more attempt at a play, which the node has counted."""
        for plays in (self._by_attempt.get((call.streams, node.attempt - 1)), self._failed.get(call.streams)):
            if plays is not None:
                plays.discard(node)
        self._file(call.streams, node)

    def _file(self, streams: bool, node: Node) -> None:
        made = self._by_attempt.get((streams, node.attempt))
        if made is None:
            made = self._by_attempt[streams, node.attempt] = Newest()
        made.add(node)
        if node.script.invites_retry(streams=streams):
            self._failed.setdefault(streams, Newest()).add(node)

    def _newest(self, streams: bool, count: int) -> Node | None:
        attempts = [made for (sent, made), plays in self._by_attempt.items() if plays and sent is streams]
        nearest = count if count in attempts else max(attempts, default=0)
        plays = self._by_attempt.get((streams, nearest), ())
        failed = [node for node in self._failed.get(streams, ()) if node in plays]
        return failed[-1] if failed else plays.newest() if plays else None


def _retry_count(call: Call) -> int | None:
    text = call.headers.get(_RETRY_COUNT)
    return int(text) if text is not None and text.isdecimal() and len(text) <= _MOST_DIGITS else None
