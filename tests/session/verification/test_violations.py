"""Breaches of the contract."""

import pytest

from mockserver.scenario.terms import Mode
from mockserver.values import JsonObject
from tests.session.client import BEARER
from tests.session.verification.runs import Run

ANY = "stubs: [{reply: [{message: Hi.}]}]"


@pytest.mark.parametrize(("mode", "fate"), [("enforce", "it was refused with 400"), ("report", "it was answered")])
def test_a_violation_is_told_in_every_mode_but_off(mode: Mode, fate: str) -> None:
    run = Run(ANY, mode=mode)
    run.ask(temperatur=1)
    finding = run.of("violation")
    assert ("error", 1) == (finding.severity, finding.call)
    assert fate in finding.message
    assert "temperatur" in finding.message


def test_nothing_is_told_where_nobody_looks() -> None:
    run = Run(ANY, mode="off")
    run.ask(temperatur=1)
    assert [] == run.findings()


def test_all_violations_of_a_call_are_one_finding() -> None:
    run = Run(ANY, mode="report")
    strange: JsonObject = {f"strange{number}": 1 for number in range(12)}
    run.ask(**strange)
    assert "… and 2 more" in run.of("violation").message


def test_a_rule_that_only_warns_only_warns() -> None:
    run = Run("contract: {rules: {unknown_parameter: warn}}\n" + ANY)
    run.ask(temperatur=1)
    assert "warn" == run.of("warned_violation").severity


def test_a_call_without_a_key_is_told() -> None:
    run = Run(ANY)
    run.ask(headers={})
    assert "authorization" in run.of("violation").message


def test_secrets_are_not_told() -> None:
    run = Run(ANY)
    run.ask(**{"sk-proj-abcdEFGH1234567890": 1}, headers=BEARER)
    assert "abcdEFGH12345" not in run.of("violation").message
