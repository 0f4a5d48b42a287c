"""Telling what happened."""

import json
from xml.etree import ElementTree

import pytest

from mockserver.reports import FORMS, report_of
from mockserver.reports.of_sessions import told_of
from mockserver.reports.report import Counts, ReportedCall
from mockserver.session.diagnosis import written
from mockserver.session.session import Session
from mockserver.session.verification.finding import Finding
from mockserver.values import Call
from tests.reports.junit_schema import breaches
from tests.reports.page import Page
from tests.session.client import BEARER, send, start

TWO_STEPS = "steps: [{when: {last_user: Go}, reply: [{message: Gone.}]}, {reply: [{message: Back.}]}]"


def played(name: str = "default", *, whole: bool = True) -> Session:
    """Play a scenario, to its end or only half of it and a call that it does not know."""
    session = start(TWO_STEPS, name=name)
    first = send(session, input="Go")
    if whole:
        send(session, input="Come back", previous_response_id=first.id)
    else:
        send(session, input="Come back")
    return session


def test_a_run_that_went_well_passes() -> None:
    report = report_of([played("a"), played("b")])

    assert (True, ["a", "b"]) == (report.passed, [session.name for session in report.sessions])
    assert Counts(calls=4, forgotten=0, errors=0, warnings=0) == report.counts


def test_findings_are_filed_under_steps_and_calls() -> None:
    [told] = report_of([played(whole=False)]).sessions

    found = {(one.finding.kind, one.subject) for one in told.findings}
    assert {("unplayed", "a step 2"), ("miss", "call 2 (POST /v1/responses)")} <= found
    assert (False, 2) == (told.passed, told.counts.errors)


def test_a_call_is_told() -> None:
    session = played(whole=False)
    [told] = report_of([session]).sessions
    [exchange] = [one for one in session.journal if one.number == 2]

    assert told.calls[1] == ReportedCall(
        number=2,
        operation="responses.create",
        line="POST /v1/responses",
        at=0.0,
        status=400,
        played=None,
        retry_of=None,
        problem="mock_no_match",
        violations=(),
        delivery="complete",
        seconds=0.0,
        diagnosis=exchange.diagnosis,
    )


def test_the_block_of_a_miss_is_the_same_everywhere() -> None:
    session = played(whole=False)
    report = report_of([session])
    block = written(next(one.diagnosis for one in session.journal if one.diagnosis))

    [miss] = [one.finding.message for one in report.sessions[0].findings if one.finding.kind == "miss"]
    assert block == miss
    assert block in Page(FORMS["html"](report)).of("pre")
    assert block == json.loads(FORMS["json"](report))["sessions"][0]["calls"][1]["diagnosis"]["message"]
    assert all(f"  {line}" in FORMS["text"](report).split("\n") for line in block.split("\n"))


def test_other_operations_are_told_by_their_line() -> None:
    session = start(TWO_STEPS)
    session.handle(Call("responses.retrieve", BEARER, {}, path={"response_id": "resp_1"}))
    [told] = report_of([session]).sessions

    assert ["GET /v1/responses/resp_1"] == [call.line for call in told.calls]


def test_severities_may_be_chosen() -> None:
    session = played(whole=False)

    assert report_of([session], {"unplayed": "off", "miss": "warn"}).passed


@pytest.mark.parametrize("whole", [True, False])
def test_every_form_is_sound(whole: bool) -> None:
    report = report_of([played(whole=whole)])

    assert [] == [*breaches(ElementTree.fromstring(FORMS["junit"](report)))]  # noqa: S314 - our own text
    assert [] == Page(FORMS["html"](report)).wrong


def test_a_step_goes_before_a_call() -> None:
    session = played(whole=False)
    step = session.candidates.all[1]
    found = [Finding("x", "warn", "x", 2, step.place), Finding("x", "warn", "x", 7), Finding("x", "error", "x")]
    told = told_of(session, found)

    assert [None, "a step 2", "call 7"] == [one.subject for one in told.findings]
    assert (1, 2) == (told.counts.errors, told.counts.warnings)
