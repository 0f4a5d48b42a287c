"""A report for continuous integration."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from mockserver.reports import as_junit
from mockserver.reports.report import Report
from tests.reports.examples import EMPTY, FAILED, MISS, OURS, PASSED, REPORT, UNREAD, session
from tests.reports.junit_schema import breaches

FIRST = "mockserver: call 2 (POST /v1/responses, session a) matches no step"


def document(report: Report) -> Element:
    return ElementTree.fromstring(as_junit(report))  # noqa: S314 - our own text


def outcome(case: Element) -> tuple[str | None, list[str]]:
    return case.get("name"), [one.tag for one in case]


@pytest.mark.parametrize(
    "report", [EMPTY, REPORT, Report((PASSED,)), Report((session("a"),))], ids=["empty", "both", "passed", "no calls"]
)
def test_it_has_the_form_that_readers_take(report: Report) -> None:
    assert [] == [*breaches(document(report))]


@pytest.mark.parametrize(
    ("wrong", "breach"),
    [
        ('<testsuite name="a" tests="0" failures="0"/>', "<testsuite> lacks errors"),
        ('<testsuites><testcase name="a"/></testsuites>', "<testsuites> holds <testcase>"),
        ('<testcase name="a" file="b"/>', "<testcase> has file"),
        ('<testcase name="a" time="1e-3"/>', "<testcase> has the time 1e-3"),
        ('<testcase name="a">text</testcase>', "<testcase> has a text"),
        ('<testsuite name="a" tests="1" failures="0" errors="0"/>', "<testsuite> counts 1 tests, not 0"),
        ("<case/>", "<case> is unknown"),
    ],
)
def test_another_form_is_found(wrong: str, breach: str) -> None:
    assert [breach] == [*breaches(ElementTree.fromstring(wrong))]  # noqa: S314 - our own text


def test_every_step_is_a_case_and_every_call_that_none_answered() -> None:
    _, suite = document(REPORT)

    assert ("a", "4", "2") == (suite.get("name"), suite.get("tests"), suite.get("failures"))
    assert [
        ("w step 1", ["system-out"]),
        ("call 2 (POST /v1/responses)", ["failure"]),
        ("w step 2", ["failure"]),
        ("verification", []),
    ] == [outcome(case) for case in suite]


def test_a_case_takes_as_long_as_its_calls() -> None:
    _, suite = document(REPORT)

    assert ["1.000", "0.500", "0.000", "0.000"] == [case.get("time") for case in suite]


def test_a_failure_is_named_by_its_first_line_and_tells_all() -> None:
    failure = document(Report((session("a", (MISS, None), (OURS, None)),)))[0][0][0]

    assert ("failure", f"{FIRST} (and 1 more)", "miss") == (failure.tag, failure.get("message"), failure.get("type"))
    assert f"{MISS.message}\n\n{OURS.message}" == failure.text


def test_what_is_our_own_fault_is_an_error() -> None:
    [suite] = document(Report((session("a", (OURS, None)),)))

    assert ("0", "1", "error") == (suite.get("failures"), suite.get("errors"), suite[0][0].tag)


def test_a_warning_is_told_aside() -> None:
    [suite] = document(Report((session("a", (UNREAD, "w step 1")),)))

    assert [("w step 1", ["system-out"]), ("verification", [])] == [outcome(case) for case in suite]
    assert UNREAD.message == suite[0][0].text


def test_sessions_are_suites_in_their_order() -> None:
    assert ["b", "a"] == [suite.get("name") for suite in document(Report((PASSED, FAILED)))]
