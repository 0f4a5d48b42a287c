"""Why no step or stub matches a call."""

from collections.abc import Iterator
from itertools import islice

from mockserver.scenario.view import CallView
from mockserver.session.arrival import Arrival
from mockserver.session.diagnosis.blaming import blame_for_miss
from mockserver.session.diagnosis.diagnosis import Diagnosis
from mockserver.session.diagnosis.prospects import Prospects
from mockserver.session.diagnosis.shown import near_of, shown_conditions, shown_text, shown_value, subject_of
from mockserver.session.diagnosis.suggestion import is_last, suggestion_for
from mockserver.session.node import Node
from mockserver.session.origin import Origin
from mockserver.session.out_of_turn import OutOfTurn
from mockserver.session.reading import Reading
from mockserver.session.refusal import NO_MATCH

_NODES_SHOWN = 10
_OTHERS_SHOWN = 3


def diagnose_miss(arrival: Arrival, view: CallView, origin: Origin, prospects: Prospects, *, session: str) -> Diagnosis:
    """Say who came nearest and why not, what the thread has used up, and what would answer."""
    blame, reason = blame_for_miss(origin.parent, prospects)
    return Diagnosis(
        call=subject_of(arrival, session),
        problem=NO_MATCH,
        summary="matches no step",
        blame=blame,
        reason=reason,
        nearest=tuple(
            near_of(miss.candidate, shown_conditions("when", miss.conditions), miss.used_up, miss.distance)
            for miss in prospects.near
        ),
        notes=(
            *_repeated(prospects.failed),
            *_notes(arrival.reading, origin),
            *_strays(origin, prospects),
            *_others(origin, prospects),
        ),
        suggestion=suggestion_for(view, origin.parent, next((miss.candidate for miss in prospects.near), None)),
    )


def _repeated(failed: Node | None) -> Iterator[str]:
    if failed:
        yield f"it asks call {failed.number} again, which went wrong, but not as its retry (x-stainless-retry-count: 0)"


def _notes(reading: Reading, origin: Origin) -> Iterator[str]:
    if origin.parent:
        yield from _thread(origin.parent)
    elif origin.previous:
        yield f"the call goes on with {shown_text(origin.previous.id)}, which no step or stub made"
    elif reading.previous_response_id:
        yield f"no response of this session has the previous_response_id {shown_value(reading.previous_response_id)}"


def _thread(parent: Node) -> Iterator[str]:
    played = [f"{shown_text(node.played.label)} by call {node.number}" for node in _latest(parent)]
    earlier = [f"{parent.depth + 1 - len(played)} earlier"] if parent.depth >= len(played) else []
    yield f"the call goes on with the thread of {', '.join([*earlier, *reversed(played)])}"
    if parent.step is not None and is_last(parent.step):
        name, label = shown_text(parent.step.scenario.name), shown_text(parent.step.label)
        yield f"{name} has no step after {label}"


def _latest(parent: Node) -> Iterator[Node]:
    return islice(parent.ancestry(), _NODES_SHOWN)


def _strays(origin: Origin, prospects: Prospects) -> Iterator[str]:
    for stray in prospects.out_of_turn:
        other = near_of(stray.step, ())
        yield f"{other.label} ({other.place}) matches, but {_where(origin, stray)}"


def _where(origin: Origin, stray: OutOfTurn) -> str:
    if origin.parent:
        return "comes later in this thread"
    if stray.after:
        return f"waits in the thread of call {stray.after.number}, which this call does not go on with"
    return "comes later in its thread, and this call goes on with none"


def _others(origin: Origin, prospects: Prospects) -> Iterator[str]:
    does = "comes next and waits for" if origin.parent else "only answers"
    for one in prospects.elsewhere[:_OTHERS_SHOWN] if origin.parent or not prospects.near else ():
        other = near_of(one, ())
        yield f"{other.label} ({other.place}) {does} {one.spec.operation}"
