"""Telling what happened in sessions."""

from collections.abc import Iterable, Mapping

from mockserver.reports.report import Counts, Report, ReportedCall, ReportedFinding, ReportedSession
from mockserver.session.diagnosis.shown import shown_text
from mockserver.session.exchange import Exchange
from mockserver.session.session import Session
from mockserver.session.verification import verify
from mockserver.session.verification.finding import Finding
from mockserver.values import Place, Severity, words


def report_of(sessions: Iterable[Session], severities: Mapping[str, Severity] | None = None) -> Report:
    """Verify sessions and tell what happened in them; `severities` say what kinds of findings count for what."""
    return Report(tuple(told_of(session, verify(session, severities or {})) for session in sessions))


def told_of(session: Session, found: Iterable[Finding]) -> ReportedSession:
    """Tell what happened in a session of which this was found."""
    findings = sorted(found, key=lambda finding: finding.severity != "error")
    errors = sum(finding.severity == "error" for finding in findings)
    journal = session.journal
    counts = Counts(journal.calls, journal.forgotten, errors, len(findings) - errors)
    calls = tuple(map(_call, journal))
    labels = {one.place: one.label for one in session.candidates.all}
    subjects = {call.number: call.subject for call in calls}
    reported = tuple(ReportedFinding(finding, _subject(finding, labels, subjects)) for finding in findings)
    return ReportedSession(session.name, reported, calls, counts)


def _subject(finding: Finding, labels: Mapping[Place, str], subjects: Mapping[int, str]) -> str | None:
    """Name the step or stub that a finding is about, else its call."""
    label = labels.get(finding.place) if finding.place else None
    if label or finding.call is None:
        return label
    return subjects.get(finding.call, f"call {finding.call}")


def _call(exchange: Exchange) -> ReportedCall:
    asked, delivery = exchange.asked, exchange.delivery
    return ReportedCall(
        number=exchange.number,
        operation=asked.operation,
        line=asked.line,
        at=exchange.at,
        status=exchange.status,
        played=exchange.played,
        retry_of=exchange.retry_of,
        problem=exchange.problem,
        violations=tuple(shown_text(words(violation)) for violation in exchange.violations),
        delivery=delivery.outcome,
        seconds=delivery.seconds,
        diagnosis=exchange.diagnosis,
    )
