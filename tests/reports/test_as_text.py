"""A report for a log."""

from mockserver.reports import as_text
from mockserver.reports.report import Counts, Report, ReportedSession
from tests.reports.examples import EMPTY, PASSED, REPORT, UNREAD, call, session

TEXT = """\
FAILED session a: 3 calls, 2 errors, 1 warning
  error [miss]
  mockserver: call 2 (POST /v1/responses, session a) matches no step
  blame: client request (it is too late)
  error [unplayed]
  mockserver: w step 2 was not played
  warn [unread_reply]
  mockserver: call 1 was not read to its end
  call 1: POST /v1/responses -> 200 w step 1 (the client left)
  call 2: POST /v1/responses -> 400 (mock_no_match)
  call 3: POST /v1/responses -> 200 w step 1 (retry of call 1; input: too long)
passed session b: 1 call, 0 errors, 0 warnings
mockserver: failed: 2 sessions, 4 calls, 2 errors, 1 warning"""


def test_what_failed_is_told_and_the_rest_is_a_line() -> None:
    assert TEXT == as_text(REPORT)


def test_nothing_at_all_passes() -> None:
    assert "mockserver: passed: 0 sessions, 0 calls, 0 errors, 0 warnings" == as_text(EMPTY)


def test_a_warning_is_told_of_what_passed() -> None:
    lines = as_text(Report((session("a", (UNREAD, None)),))).splitlines()

    assert "passed session a: 0 calls, 0 errors, 1 warning" == lines[0]
    assert "  mockserver: call 1 was not read to its end" == lines[2]


def test_of_many_calls_the_latest_are_told() -> None:
    calls = tuple(call(number) for number in range(3, 103))
    failed = ReportedSession("a", (), calls, Counts(102, 2, 1, 0))
    lines = as_text(Report((failed, PASSED))).splitlines()

    assert ("  52 calls before", "  call 53: POST /v1/responses -> 200") == (lines[1], lines[2])
    assert "  call 102: POST /v1/responses -> 200" == lines[51]
