"""What an author reads when a call is not answered."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import orjson

from mockserver.scenario.absent import ABSENT
from mockserver.scenario.view import CallView
from mockserver.session.arrival import Arrival
from mockserver.session.candidate import Candidate
from mockserver.session.near_miss import NearMiss
from mockserver.session.node import Node
from mockserver.session.origin import Origin
from mockserver.session.reading import Reading
from mockserver.values import Json, Mismatch

_SHOWN = 200
_NODES_SHOWN = 10
_OTHERS_SHOWN = 3
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON may hold as it is and YAML may not, or not inside a line (YAML 1.2 §5.1)."""


def describe_miss(
    arrival: Arrival, view: CallView, origin: Origin, misses: Sequence[NearMiss], elsewhere: Sequence[Candidate]
) -> str:
    """Say who came nearest and why not, what the thread has used up, and a step that would answer.

    `elsewhere` are the candidates of other operations: the step that follows, or all that may begin a thread.
    """
    return "\n".join(
        (
            f"No step or stub matches call {arrival.number}.",
            *(line for at, miss in enumerate(misses, 1) for line in _near(f"{at}/{len(misses)}", miss)),
            *(_thread(origin.parent) if origin.parent else _reference(arrival.reading, origin)),
            *(_other(one, origin) for one in elsewhere[:_OTHERS_SHOWN] if origin.parent or not misses),
            *_suggestion(view),
        )
    )


def describe_expectation(played: Candidate, conditions: Iterable[tuple[str, list[Mismatch]]]) -> str:
    """Say which step matched and what it expected in vain."""
    head = f"{played.label} ({played.place}) matches, but what it expects does not hold:"
    failed = ((name, found) for name, found in conditions if found)
    return "\n".join((head, *_conditions("expect", failed)))


def describe_objects(played: Candidate, mismatches: Iterable[Mismatch]) -> str:
    """Say where a reply given as an object breaks the schema that the call asks for."""
    head = f"{played.label} ({played.place}) does not fit the schema in text.format of this call:"
    return "\n".join((head, *(f"  {_difference(mismatch)}" for mismatch in mismatches)))


def _near(rank: str, miss: NearMiss) -> Iterator[str]:
    yield f"nearest {rank}: {miss.candidate.label} ({miss.candidate.place})"
    yield from _conditions("when", miss.conditions)
    if miss.used_up:
        yield f"  {miss.used_up}"


def _conditions(where: str, conditions: Iterable[tuple[str, list[Mismatch]]]) -> Iterator[str]:
    for name, found in conditions:
        yield from (f"  FAIL  {where}.{name}: {_difference(mismatch)}" for mismatch in found)
        if not found:
            yield f"  ok    {where}.{name}"


def _difference(mismatch: Mismatch) -> str:
    return f"{mismatch.path}: expected {_cut(mismatch.expected)}, got {_shown(mismatch.actual)}"


def _shown(value: Json) -> str:
    return "nothing" if value is ABSENT else _cut(orjson.dumps(value).decode())


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)} characters)"


def _thread(parent: Node) -> Iterator[str]:
    played = [f"{node.played.label} by call {node.number}" for node in islice(parent.ancestry(), _NODES_SHOWN)]
    earlier = [f"{parent.depth + 1 - len(played)} earlier"] if parent.depth >= len(played) else []
    yield f"the call goes on with the thread of {', '.join([*earlier, *reversed(played)])}"
    if parent.step is not None and _is_last(parent.step):
        yield f"{parent.step.scenario.name} has no step after {parent.step.label}"


def _reference(reading: Reading, origin: Origin) -> Iterator[str]:
    if origin.previous:
        yield f"the call goes on with {origin.previous.id}, which no step or stub made"
    elif reading.previous_response_id:
        yield f"no response of this session has the previous_response_id {_shown(reading.previous_response_id)}"


def _other(candidate: Candidate, origin: Origin) -> str:
    does = "comes next and waits for" if origin.parent else "only answers"
    return f"{candidate.label} ({candidate.place}) {does} {candidate.spec.operation}"


def _is_last(step: Candidate) -> bool:
    return step.spec is step.scenario.steps[-1] and not step.scenario.steps[-1].repeat


def _suggestion(view: CallView) -> Iterator[str]:
    yield "to answer it, add:"
    yield f"- when: {{{_condition(view)}}}"
    yield '  reply: [{message: "…"}]'


def _condition(view: CallView) -> str:
    if view.outputs:
        tool = view.outputs[-1].of
        return f"tool_output: {{of: {_expected(tool)}}}" if tool else "tool_output: {$any: true}"
    return f"last_user: {_expected(view.last_user)}"


def _expected(text: Json) -> str:
    """Write in YAML what a text must be; of a long one, what it must contain."""
    if text is ABSENT:
        return "{$absent: true}"
    return _quoted(text) if len(text) <= _SHOWN else f"{{$contains: {_quoted(text[:_SHOWN])}}}"


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", orjson.dumps(text).decode())
