"""Telling a retry from the same call made again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from mockserver.session.node import Node
from mockserver.values import Call

_RETRY_COUNT = "x-stainless-retry-count"
_MOST_DIGITS = 9


@dataclass(slots=True)
class _Equals:
    """The plays of equal calls: by the attempts made so far, and those whose last attempt invites to another."""

    by_attempt: defaultdict[int, dict[Node, None]] = field(default_factory=lambda: defaultdict(dict))
    failed: dict[Node, None] = field(default_factory=dict)


class Retries:
    """Every play of a session by its call's digest."""

    def __init__(self) -> None:
        self._equals: defaultdict[tuple[bytes, bool], _Equals] = defaultdict(_Equals)

    def retried(self, call: Call, digest: bytes) -> Node | None:
        """Find the play that this call retries: the newest with as many attempts as the client counts.

        A client that counts none retries only what ended in an error that invites to it.
        """
        equals = self._equals.get((digest, call.streams))
        if equals is None:
            return None
        count = _retry_count(call)
        if count is None:
            return _newest(equals.failed)
        return _of_attempt(equals, count) if count > 0 else None

    def add(self, call: Call, digest: bytes, node: Node) -> None:
        """Take in a play that is no retry."""
        self._file(self._equals[digest, call.streams], call, node)

    def attempted(self, call: Call, digest: bytes, node: Node) -> None:
        """Take in one more attempt at a play, which the node has counted."""
        equals = self._equals[digest, call.streams]
        equals.by_attempt[node.attempt - 1].pop(node, None)
        equals.failed.pop(node, None)
        self._file(equals, call, node)

    def _file(self, equals: _Equals, call: Call, node: Node) -> None:
        equals.by_attempt[node.attempt][node] = None
        if node.script.invites_retry(streams=call.streams):
            equals.failed[node] = None


def _of_attempt(equals: _Equals, count: int) -> Node | None:
    made = equals.by_attempt.get(count, {})
    exact = _newest(node for node in made if node in equals.failed) or _newest(made)
    latest = max((attempt for attempt, nodes in equals.by_attempt.items() if nodes), default=0)
    return exact or _newest(equals.by_attempt.get(latest, {}))


def _newest(nodes: Iterable[Node]) -> Node | None:
    return max(nodes, key=lambda node: node.number, default=None)


def _retry_count(call: Call) -> int | None:
    text = call.headers.get(_RETRY_COUNT)
    return int(text) if text is not None and text.isdecimal() and len(text) <= _MOST_DIGITS else None
