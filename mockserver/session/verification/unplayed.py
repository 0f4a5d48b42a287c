"""Steps that were never played."""

from collections.abc import Iterable, Iterator

from mockserver.scenario.model import Step
from mockserver.session.candidate import Candidate
from mockserver.session.diagnosis.shown import near_of, shown_text
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note
from mockserver.values import listed

_NAMED = 5
_NO_CALL = "there was no call at all; most clients read OPENAI_BASE_URL when they are made"
_IN_FILE = "make the call that it waits for, take the step out, or say `optional: true` in it"
_LET_IT_RETRY = (
    "let the client try again (the official SDKs do so twice unless `max_retries` says otherwise), "
    "or take the last attempts out"
)
_HOLD_IT = "let the SDK retry, or answer with the errors in a stub with `times`: a loop around an SDK makes new calls"
_IN_PROGRAM = "make the call that it waits for, take the turn out, or answer with on(…), which need not be played"


def unplayed(evidence: Evidence) -> Iterator[Note]:
    """Find the steps that no thread reached, and those whose attempts were not all asked for.

    A scenario that the server gives to all sessions may be left alone.
    """
    begun = begun_among(evidence.reached)
    for candidate in evidence.candidates:
        if isinstance(candidate.spec, Step) and not candidate.spec.optional and _is_wanted(candidate, begun, evidence):
            if candidate not in evidence.reached:
                yield _never_played(candidate, evidence)
            elif evidence.reached[candidate] < len(candidate.sources):
                yield _not_tried(candidate, evidence)


def unplayed_shared(evidence: Evidence) -> Iterator[Note]:
    """Name the scenarios of the server that this session left alone."""
    begun = begun_among(evidence.reached)
    steps = (one for one in evidence.candidates if isinstance(one.spec, Step) and one.is_opening)
    left = [one for one in steps if one.scenario.name in evidence.shared - begun and not one.scenario.steps[0].optional]
    if left:
        names = [shown_text(one.scenario.name) for one in left[:_NAMED]]
        more = [f"{len(left) - _NAMED} more"] if len(left) > _NAMED else []
        yield Note(
            f"nothing of {listed([*names, *more], 'and')} was played, session {evidence.session}",
            "no call began a thread of it" if len(left) == 1 else "no call began a thread of them",
            "call what they wait for, or serve only the scenarios that are used",
            place=left[0].place,
        )


def begun_among(reached: Iterable[Candidate]) -> set[str]:
    """Name the scenarios of which a thread was begun, by what was played."""
    return {candidate.scenario.name for candidate in reached if candidate.is_step}


def _is_wanted(candidate: Candidate, begun: set[str], evidence: Evidence) -> bool:
    name = candidate.scenario.name
    if name in begun:
        return True
    # Nobody has to begin what begins with an optional step.
    return name not in evidence.shared and not candidate.scenario.steps[0].optional


def _never_played(candidate: Candidate, evidence: Evidence) -> Note:
    step = near_of(candidate, ())
    refused = next((one for one in evidence.known if one.node is None and one.played == candidate.label), None)
    return Note(
        f"{step.label} ({step.place}) was never played, session {evidence.session}",
        f"call {refused.number} came to it and was refused" if refused else _how_far(candidate, evidence),
        f"see what is said of call {refused.number}" if refused else _advice(candidate),
        place=candidate.place,
        blame=refused.diagnosis.blame if refused and refused.diagnosis else "client request",
    )


def _advice(candidate: Candidate) -> str:
    return _IN_PROGRAM if candidate.scenario.in_program else _IN_FILE


def _how_far(candidate: Candidate, evidence: Evidence) -> str:
    steps = [one for one in evidence.reached if one.is_step and one.scenario.name == candidate.scenario.name]
    if steps:
        latest = max(steps, key=lambda one: one.position)
        return f"the latest step that was reached is {shown_text(latest.label)}"
    return "no call began its thread" if evidence.exchanges else _NO_CALL


def _not_tried(candidate: Candidate, evidence: Evidence) -> Note:
    step, made, written = near_of(candidate, ()), evidence.reached[candidate], len(candidate.sources)
    reason, advice = _anew(candidate, evidence) or (f"the client gave up after attempt {made}", _LET_IT_RETRY)
    return Note(
        f"{step.label} ({step.place}) was asked for {made} of its {written} attempts, session {evidence.session}",
        reason,
        advice,
        place=candidate.place,
    )


def _anew(candidate: Candidate, evidence: Evidence) -> tuple[str, str] | None:
    """Tell of a client that asks again after an error, but with calls that count as new ones."""
    tries = next((tries for tries in evidence.tries if tries[0].candidate is candidate), ())
    begun = [str(one.number) for one in tries if one.candidate is candidate and one.retry_of is None]
    if len(begun) < 2:
        return None
    return f"calls {listed(begun, 'and')} each begin with the first attempt, as none says that it is a retry", _HOLD_IT
