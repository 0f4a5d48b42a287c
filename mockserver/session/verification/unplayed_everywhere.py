"""Scenarios of a server that none of its sessions played."""

from collections.abc import Collection, Iterator

from mockserver.session.candidate import Candidate
from mockserver.session.diagnosis.shown import near_of, shown_text
from mockserver.session.repertoire import Repertoire
from mockserver.session.session import Session
from mockserver.session.verification.finding import Finding, Note
from mockserver.session.verification.unplayed import begun_among
from mockserver.values import Severity

_KIND = "unplayed"


def begun_in(session: Session) -> set[str]:
    """Name the scenarios of which a session began a thread."""
    return begun_among(session.journal.reached)


def unplayed_everywhere(own: Repertoire, begun: Collection[str], severity: Severity) -> list[Finding]:
    """Find the scenarios of the server's own that are not among those that any session began.

    A single session may leave such a scenario alone, and what it began and did not finish is a finding of its own.
    """
    left = [first for first in _firsts(own) if first.scenario.name not in begun]
    return [Finding(_KIND, severity, _note(first).message, None, first.place, "client request") for first in left]


def _firsts(own: Repertoire) -> Iterator[Candidate]:
    """Give the first steps that somebody has to play: nobody has to begin what begins with an optional one."""
    shared = {scenario.name for scenario in own.scenarios[: own.shared]}
    for one in own.candidates.all:
        if one.is_opening and one.scenario.name in shared and not one.scenario.steps[0].optional:
            yield one


def _note(first: Candidate) -> Note:
    step = near_of(first, ())
    return Note(
        f"the scenario {shown_text(first.scenario.name)} ({step.place}) was played in no session",
        "no call began a thread of it",
        "make the call that it waits for, or serve only the scenarios that are used",
    )
