"""Judging a session."""

from collections.abc import Iterator, Mapping
from math import inf
from types import MappingProxyType

from mockserver.session.session import Session
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Finding
from mockserver.session.verification.kinds import KINDS
from mockserver.values import Severity, did_you_mean

_USUAL: Mapping[str, Severity] = MappingProxyType({})


class UnknownKind(Exception):  # noqa: N818 - it is about a word that a user wrote, as UnknownRule is
    """There is no kind of finding of this name; the text is one line with the nearest name."""


def verify(session: Session, severities: Mapping[str, Severity] = _USUAL) -> list[Finding]:
    """Say all that is wrong with a run, errors first; `severities` stand in place of the usual ones.

    What calls did comes in their order, before what is missing, which often follows from it.

    Nothing changes by it, so it may be asked at any time; it takes the run for over. Raises `UnknownKind`.
    """
    for name in severities:
        require_kind(name)
    found = list(_findings(Evidence(session), severities))
    return sorted(found, key=lambda finding: (finding.severity != "error", finding.call or inf))


def require_kind(name: str) -> None:
    """Raise `UnknownKind` unless there is a kind of this name."""
    if name not in KINDS:
        hint = did_you_mean(name, KINDS, f"; there are {', '.join(KINDS)}")
        raise UnknownKind(f"there is no finding {name!r}{hint}")


def _findings(evidence: Evidence, severities: Mapping[str, Severity]) -> Iterator[Finding]:
    for name, kind in KINDS.items():
        severity = severities.get(name, kind.severity)
        for note in () if severity == "off" else kind.find(evidence):
            yield Finding(name, severity, note.message, note.call, note.place, note.blame)
