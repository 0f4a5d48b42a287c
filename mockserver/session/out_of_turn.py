"""Steps that would match a call if it came at another place."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from mockserver.scenario.view import CallView
from mockserver.session.candidate import Candidate
from mockserver.session.candidates import Candidates
from mockserver.session.node import Node


class OutOfTurn(NamedTuple):
    """A step that matches a call, and the play behind which it waits: in the call's own thread, or in another."""

    step: Candidate
    after: Node


def out_of_turn(
    candidates: Candidates,
    operation: str,
    parent: Node | None,
    ends: Iterable[Node],
    view_of: Callable[[Node], CallView],
) -> Iterator[OutOfTurn]:
    """Find later steps of a call's thread that match it; of a call without a thread, steps that other threads wait for.

    `ends` are the nodes that nothing follows yet; `view_of` reads the call as one that follows a node.
    """
    for node in [parent] if parent else ends:
        view = view_of(node)
        for step in _later_steps(candidates, node) if parent else candidates.next_steps(node):
            if step.spec.operation == operation and view.matches(step.spec.conditions):
                yield OutOfTurn(step, node)


def _later_steps(candidates: Candidates, node: Node) -> Sequence[Candidate]:
    """List the steps of a node's thread behind those that may follow it."""
    last, following = node.step, candidates.next_steps(node)
    if last is None or not following:
        return ()
    steps = (one for one in candidates.all if one.is_step and one.scenario.name == last.scenario.name)
    return [one for one in steps if one.position > following[-1].position]
