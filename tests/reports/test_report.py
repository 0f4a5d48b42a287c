"""What happened, as values."""

import pickle

from mockserver.reports import report_of
from mockserver.reports.report import Counts, Report
from tests.reports.examples import EMPTY, FAILED, OURS, PASSED, REPORT, UNREAD, session
from tests.session.client import send, start


def test_a_report_passes_when_all_sessions_do() -> None:
    assert (True, True) == (EMPTY.passed, Report((PASSED, PASSED)).passed)
    assert (False, False) == (REPORT.passed, FAILED.passed)


def test_a_warning_fails_nothing() -> None:
    assert session("a", (UNREAD, None)).passed
    assert not session("a", (UNREAD, None), (OURS, None)).passed


def test_counts_add_up() -> None:
    assert Counts(calls=4, forgotten=0, errors=2, warnings=1) == REPORT.counts


def test_what_failed_is_read_first() -> None:
    assert [FAILED, PASSED] == REPORT.failed_first


def test_a_report_goes_from_process_to_process() -> None:
    played = start("steps: [{when: {last_user: Go}, reply: []}]")
    send(played, input="Stop")

    for report in (REPORT, report_of([played])):
        assert report == pickle.loads(pickle.dumps(report))  # noqa: S301 - our own
