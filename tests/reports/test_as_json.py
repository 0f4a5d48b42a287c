"""A report for programs."""

import json

from mockserver.reports import as_json
from mockserver.reports.report import Report
from mockserver.session.diagnosis import Diagnosis, Subject, diagnosis_json
from tests.reports.examples import MISS, REPORT, call, session

COUNTS = {"sessions": 2, "calls": 4, "forgotten": 0, "errors": 2, "warnings": 1}


def test_it_begins_with_the_sum() -> None:
    written = json.loads(as_json(REPORT))

    assert ["version", "passed", "counts", "sessions"] == [*written]
    assert (1, False, COUNTS) == (written["version"], written["passed"], written["counts"])


def test_a_session_has_its_findings_and_calls_in_order() -> None:
    passed, failed = json.loads(as_json(REPORT))["sessions"]

    assert ("b", True, []) == (passed["name"], passed["passed"], passed["findings"])
    assert ["miss", "unplayed", "unread_reply"] == [one["kind"] for one in failed["findings"]]
    assert [1, 2, 3] == [one["number"] for one in failed["calls"]]


def test_a_finding_is_written_whole() -> None:
    _, unplayed, unread = json.loads(as_json(REPORT))["sessions"][1]["findings"]

    assert {
        "kind": "unplayed",
        "severity": "error",
        "blame": "scenario",
        "subject": "w step 2",
        "call": None,
        "place": {"file": "w.yaml", "line": 4, "column": 5},
        "message": "mockserver: w step 2 was not played",
    } == unplayed
    assert [*unplayed] == [*unread]


def test_a_call_is_written_whole() -> None:
    third = json.loads(as_json(REPORT))["sessions"][1]["calls"][2]

    assert {
        "number": 3,
        "operation": "responses.create",
        "line": "POST /v1/responses",
        "at": 0.75,
        "status": 200,
        "played": "w step 1",
        "retry_of": 1,
        "problem": None,
        "violations": ["input: too long"],
        "delivery": "complete",
        "seconds": 0.5,
        "diagnosis": None,
    } == third


def test_a_diagnosis_is_written_with_its_call() -> None:
    found = Diagnosis(Subject(1, "POST /v1/responses", "a"), "mock_no_match", "matches no step", "scenario", "none")
    [written] = json.loads(as_json(Report((session("a", (MISS, None), calls=(call(1, diagnosis=found),)),))))[
        "sessions"
    ]

    assert diagnosis_json(found) == written["calls"][0]["diagnosis"]


def test_the_same_report_gives_the_same_text() -> None:
    assert as_json(REPORT) == as_json(REPORT)
