"""Why the step or stub that matched a call could not answer it."""

from collections.abc import Iterable

from mockserver.session.arrival import Arrival
from mockserver.session.candidate import Candidate
from mockserver.session.diagnosis.diagnosis import Condition, Diagnosis
from mockserver.session.diagnosis.shown import near_of, shown_conditions, shown_difference, shown_text, subject_of
from mockserver.session.refusal import EXPECTATION_FAILED, SCENARIO_ERROR
from mockserver.values import Mismatch, listed

_LINES_SHOWN = 20
"""Lines of an error that are shown; what a function of the author raises may have many."""


def diagnose_expectation(
    arrival: Arrival, played: Candidate, conditions: Iterable[tuple[str, list[Mismatch]]], *, session: str
) -> Diagnosis:
    """Say what a step or stub expected in vain of a call that it matches."""
    shown = shown_conditions("expect", conditions)
    chosen = near_of(played, shown)
    failed = listed([one.name.removeprefix("expect.") for one in shown if not one.holds], "and")
    return Diagnosis(
        call=subject_of(arrival, session),
        problem=EXPECTATION_FAILED,
        summary=f"is not what {chosen.label} expects",
        blame="client request",
        reason=f"{chosen.label} matches it, but what it expects of {failed} does not hold",
        chosen=chosen,
    )


def diagnose_objects(arrival: Arrival, played: Candidate, mismatches: Iterable[Mismatch], *, session: str) -> Diagnosis:
    """Say where a reply given as an object breaks the schema that the call asks for."""
    chosen = near_of(played, (Condition("text.format", tuple(map(shown_difference, mismatches))),))
    return Diagnosis(
        call=subject_of(arrival, session),
        problem=SCENARIO_ERROR,
        summary=f"asks for another object than {chosen.label} has",
        blame="scenario",
        reason=f"the reply of {chosen.label} does not fit the schema in text.format",
        chosen=chosen,
    )


def diagnose_error(arrival: Arrival, played: Candidate, error: str, *, session: str) -> Diagnosis:
    """Say why a step or stub has no reply to a call that it matches."""
    chosen = near_of(played, ())
    return Diagnosis(
        call=subject_of(arrival, session),
        problem=SCENARIO_ERROR,
        summary=f"cannot be answered by {chosen.label}",
        blame="scenario",
        reason=f"the reply of {chosen.label} is not possible for this call",
        chosen=chosen,
        notes=tuple(shown_text(line) for line in error.splitlines()[:_LINES_SHOWN]),
    )
