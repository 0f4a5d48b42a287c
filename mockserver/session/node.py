"""One reply in a thread."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from mockserver.replies.script import Script
from mockserver.scenario.model import Fault
from mockserver.session.calls import calls_in
from mockserver.session.candidate import Candidate
from mockserver.session.turn import NOTHING, Turn, squeeze, turn_of
from mockserver.values import Violation


@dataclass(slots=True, eq=False)
class Node:
    """A played call: which step or stub answered it, and what later calls are compared with.

    `base` is what all ids of the reply share; `number` is the call's number in the session; `setting` is the digest of
    its instructions and tools; `step` is the latest step of the thread up to here, absent while only stubs answered;
    `input_tokens` are the response's; `messages` are the user's new messages, and `is_opening` says that the call told
    of nothing before them; `is_stored` says that later calls may refer to the response, and `is_sealed` that it was
    asked for the encrypted content of its reasoning; `depth` is how many replies stand above it; `unmet` is what the
    step expected of the call in vain, when that is only reported; `attempt` counts the attempts made so far, the first
    included, and `spoilt` those that injected faults struck; `spared` is what the latest of these kept from the client.

    `turn` is the spoken turn that the reply ends or goes on with, and `before` the node that ended the one before; both
    are there once the node is heard.
    """

    base: str
    parent: Node | None
    number: int
    setting: bytes
    played: Candidate
    script: Script
    step: Candidate | None
    input_tokens: int
    messages: tuple[str, ...]
    is_opening: bool
    is_stored: bool
    is_sealed: bool
    depth: int
    unmet: Violation | None = None
    attempt: int = 1
    spoilt: int = 0
    spared: Script | None = None
    turn: Turn = NOTHING
    before: Node | None = None

    @property
    def has_attempts(self) -> bool:
        """Whether its author wrote one more attempt."""
        return self.used < len(self.played.sources)

    @property
    def used(self) -> int:
        """How many of the replies that its author wrote were played; what a fault of a test kept back is not used."""
        return self.attempt - self.spoilt

    @property
    def total_tokens(self) -> int:
        """The response's total."""
        return self.script.total_tokens(self.input_tokens)

    @property
    def items(self) -> Mapping[str, str]:
        """The ids of the items in its reply, each with its type."""
        return {item["id"]: item["type"] for item in self.script.issued(self.base)}

    @property
    def calls(self) -> Mapping[str, str]:
        """The ids of the calls in its reply, each with the type of its item."""
        return calls_in(self.script.issued(self.base))

    def ancestry(self) -> Iterator[Node]:
        """Walk from this node up to the thread's first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def try_again(self, script: Script) -> None:
        """Count one more attempt, which this script answers."""
        self.script, self.spared = script, None
        self.attempt += 1

    def spoil(self, fault: Fault) -> None:
        """Let an injected fault strike the attempt; the next one gets what it keeps back."""
        self.script, self.spared = self.script.with_fault(fault), self.script
        self.spoilt += 1

    def hear(self) -> None:
        """Work out the turn, which takes that the parent was heard.

        A reply to new messages of the user begins a turn; any other, such as the answer to a tool output, goes on with
        its parent's.
        """
        spoken = squeeze(self.script.spoken)
        if self.messages or self.parent is None:
            self.turn, self.before = turn_of(self.messages, spoken), self.parent
        else:
            above = self.parent.turn
            self.turn, self.before = above._replace(model=above.model + spoken), self.parent.before


def within(nodes: Iterable[Node], others: Collection[Node]) -> dict[Node, None]:
    """Keep the nodes that are at or below one of the others; below nothing is everything."""
    highest = min((other.depth for other in others), default=0)

    def is_within(node: Node) -> bool:
        return any(above in others for above in takewhile(lambda above: above.depth >= highest, node.ancestry()))

    return {node: None for node in nodes if not others or is_within(node)}


def tool_name(node: Node | None, call_id: str) -> str | None:
    """Tell which tool was called under an id at or above a node."""
    calls = (above.script.tool_name(call_id, above.base) for above in (node.ancestry() if node else ()))
    return next(filter(None, calls), None)
