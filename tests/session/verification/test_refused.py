"""Calls that nothing could answer."""

import pytest

from mockserver.scenario.terms import Mode
from mockserver.values import Call, Place, Violation
from tests.session.client import BEARER
from tests.session.verification.runs import Run

EXPECTS = "steps: [{expect: {model: gpt-6}, reply: [{message: Hi.}]}]"
OBJECT = "stubs: [{reply: [{message: {json: {city: Paris}}}]}]"
FORMAT = {"format": {"type": "json_schema", "name": "w", "schema": {"type": "object", "required": ["temp"]}}}


def test_a_miss_is_told_with_its_diagnosis() -> None:
    run = Run("stubs: [{when: {last_user: Hello}, reply: [{message: Hi.}]}]")
    run.ask("Hallo")
    finding = run.of("miss")
    assert ("error", 1, "client request") == (finding.severity, finding.call, finding.blame)
    assert "mockserver: call 1 (POST /v1/responses, session default) matches no step" == finding.message.split("\n")[0]


@pytest.mark.parametrize("mode", ["enforce", "report"])
def test_an_expectation_that_does_not_hold_is_told_in_every_mode(mode: Mode) -> None:
    run = Run(EXPECTS, mode=mode)
    run.ask()
    finding = next(one for one in run.findings() if one.kind == "expectation")
    assert "FAIL  expect.model" in finding.message
    assert Place("a.yaml", 1, 9) == finding.place
    assert ["expectation", *(["unplayed"] if mode == "enforce" else [])] == sorted(run.kinds())


def test_a_reply_that_is_not_possible_is_the_authors_fault() -> None:
    run = Run(OBJECT)
    run.ask(text=FORMAT)
    assert "scenario" == run.of("scenario_error").blame


def test_an_error_of_ours_is_ours() -> None:
    run = Run("stubs: [{reply: [{message: Hi.}]}]")
    run.session.refuse(Violation("internal", "Something broke.", code="mock_internal_error", status=500))
    finding = run.of("internal")
    assert "server" == finding.blame
    assert "Something broke." in finding.message


def test_what_the_journal_forgot_is_still_told() -> None:
    run = Run("stubs: [{when: {last_user: Go on.}, reply: [{message: On.}]}]")
    run.ask("Hallo")
    run.forget()
    assert 1 == run.session.journal.forgotten
    assert 1 == run.of("miss").call


def test_answers_of_the_store_are_no_misses() -> None:
    run = Run("stubs: [{reply: [{message: Hi.}]}]")
    run.session.handle(Call("conversations.create", BEARER, {}))
    assert [] == run.findings()
