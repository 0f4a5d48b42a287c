"""A report as plain lines."""

from collections.abc import Iterator

from mockserver.contract.words import counted
from mockserver.reports.report import Counts, Report, ReportedCall, ReportedSession
from mockserver.values.printable import printable, printable_line

_CALLS_SHOWN = 50


def as_text(report: Report) -> str:
    """Write what failed, and what happened there, for a log: no colours, nothing that a terminal acts on.

    A session that passed is one line, with its warnings below.
    """
    return "\n".join([*_lines(report), summary(report)])


def summary(report: Report) -> str:
    """Say in one line how it went."""
    words = "passed" if report.passed else "failed"
    return f"mockserver: {words}: {counted(len(report.sessions), 'session')}, {counts_in_words(report.counts)}"


def counts_in_words(counts: Counts) -> str:
    """Say counts: `3 calls, 1 error, 0 warnings`."""
    of_findings = [(counts.errors, "error"), (counts.warnings, "warning")]
    return ", ".join([counted(counts.calls, "call"), *(counted(number, word) for number, word in of_findings)])


def call_in_words(call: ReportedCall) -> str:
    """Say in one line what became of a call."""
    notes = [
        f"retry of call {call.retry_of}" if call.retry_of else "",
        call.problem or "",
        *call.violations,
        {"left": "the client left", "cut": "cut off", "under_way": "under way"}.get(call.delivery, ""),
    ]
    played = f" {call.played}" if call.played else ""
    said = "; ".join(filter(None, notes))
    line = f"call {call.number}: {call.line} -> {call.status}{played}" + (f" ({said})" if said else "")
    return printable_line(line)


def _lines(report: Report) -> Iterator[str]:
    for session in report.failed_first:
        word = "passed" if session.passed else "FAILED"
        yield f"{word} session {printable_line(session.name)}: {counts_in_words(session.counts)}"
        for reported in session.findings:
            finding = reported.finding
            head = f"{finding.severity} [{finding.kind}]"
            yield from _indented(f"{head}\n{finding.message}")
        yield from _calls(session)


def _calls(session: ReportedSession) -> Iterator[str]:
    if session.passed:
        return
    calls = session.calls[-_CALLS_SHOWN:]
    earlier = session.counts.calls - len(calls)
    if earlier > 0:
        yield f"  {counted(earlier, 'call')} before"
    for call in calls:
        yield f"  {call_in_words(call)}"


def _indented(text: str) -> Iterator[str]:
    return (f"  {line}" for line in printable(text).split("\n"))
