"""Steps that would match a call if it came at another place."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from mockserver.scenario.view import CallView
from mockserver.session.candidate import Candidate
from mockserver.session.candidates import Candidates
from mockserver.session.node import Node

_TELLING: Final = frozenset({"last_user", "tool_output", "input"})
"""The conditions that only the calls of one turn meet; others hold for all of a client's calls."""


class OutOfTurn(NamedTuple):
    """A step that matches a call, and the play behind which it waits: in the call's own thread, or in another.

    Without such a play nobody has come so far yet.
    """

    step: Candidate
    after: Node | None = None


def out_of_turn(
    candidates: Candidates,
    operation: str,
    parent: Node | None,
    ends: Iterable[Node],
    view_of: Callable[[Node | None], CallView],
) -> Iterator[OutOfTurn]:
    """Find later steps of a call's thread that match it; of a call without a thread, steps that others come to.

    `ends` are the nodes that nothing follows yet; `view_of` reads the call as one that follows a node.
    """
    waited_for = set[Candidate]()
    for node in [parent] if parent else ends:
        view = view_of(node)
        for step in _later_steps(candidates, node) if parent else candidates.next_steps(node):
            if step.spec.operation == operation and view.matches(step.spec.conditions):
                waited_for.add(step)
                yield OutOfTurn(step, node)
    if parent is None:
        steps = (step for step in _never_first(candidates, operation) if step not in waited_for)
        yield from (OutOfTurn(step) for step in steps if view_of(None).matches(step.spec.conditions))


def _never_first(candidates: Candidates, operation: str) -> Iterator[Candidate]:
    """List the steps that begin no thread and say what their turn is about."""
    for one in candidates.all:
        if (
            one.is_step
            and not one.is_opening
            and one.spec.operation == operation
            and _TELLING & one.spec.conditions.keys()
        ):
            yield one


def _later_steps(candidates: Candidates, node: Node) -> Sequence[Candidate]:
    """List the steps of a node's thread behind those that may follow it."""
    last, following = node.step, candidates.next_steps(node)
    if last is None or not following:
        return ()
    steps = (one for one in candidates.all if one.is_step and one.scenario.name == last.scenario.name)
    return [one for one in steps if one.position > following[-1].position]
