"""A report as JUnit XML."""

from collections.abc import Sequence

from mockserver.reports.junit_xml import Case, Failure, Suite, one_failure, suites_xml
from mockserver.reports.report import Report, ReportedSession
from mockserver.session.verification.finding import Finding
from mockserver.values.printable import printable

_REST = "verification"
"""The case for what is about no single step or call; every suite has it, since readers reject an empty one."""


def as_junit(report: Report) -> str:
    """Write a suite for each session, with a case for each step and stub that was played or that a finding is about.

    Steps have lasting names, so a reader of many runs sees which one began to fail, and when; a call has a case only
    when something is wrong with it and it belongs to no step.
    """
    return suites_xml("mockserver", [Suite(printable(one.name), _cases(one)) for one in report.sessions])


def _cases(session: ReportedSession) -> Sequence[Case]:
    played = [call.subject for call in session.calls if call.played]
    blamed = [reported.subject for reported in session.findings if reported.subject is not None]
    return [_case(session, subject) for subject in [*dict.fromkeys([*played, *blamed]), None]]


def _case(session: ReportedSession, subject: str | None) -> Case:
    about = [reported for reported in session.findings if reported.subject == subject]
    return Case(
        classname=printable(session.name),
        name=printable(subject or _REST),
        failure=_failure([one.finding for one in about if one.finding.severity == "error"]),
        aside=_texts([one.finding for one in about if one.finding.severity != "error"]),
        seconds=sum(call.seconds for call in session.calls if call.subject == subject),
    )


def _failure(errors: Sequence[Finding]) -> Failure | None:
    if not errors:
        return None
    found = [(printable(one.kind), printable(one.message.partition("\n")[0])) for one in errors]
    is_ours = all(one.blame == "server" for one in errors)
    return one_failure(found, _texts(errors), "error" if is_ours else "failure")


def _texts(findings: Sequence[Finding]) -> str:
    return "\n\n".join(printable(finding.message) for finding in findings)
