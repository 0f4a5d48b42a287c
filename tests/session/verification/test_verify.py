"""Judging whole runs."""

import re

import pytest

from mockserver.session.session import Session
from mockserver.session.verification import KINDS, verify
from mockserver.session.verification.verify import UnknownKind
from mockserver.values import Severity
from tests.laws import player
from tests.session.verification.runs import TALK, Run

WAYS = player.ways()
DISTURBED = player.parts(disturbed=True)


def kinds(session: Session) -> set[str]:
    return {finding.kind for finding in verify(session)}


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_clean_run_of_a_shipped_scenario_has_no_finding(way: player.Way) -> None:
    for streams in (False, True):
        session = Session(player.contract(way.part.dialect), [way.part.scenario])
        played = player.play(session, way.part.scenario.name, streams=streams, style=way.style)
        is_error = played[-1].reply.status != 200
        assert ({"unscripted_retry"} if is_error else set()) == kinds(session)


@pytest.mark.parametrize("part", DISTURBED, ids=str)
def test_a_client_that_gives_up_a_disturbed_answer_is_not_blamed(part: player.Part) -> None:
    for streams in (False, True):
        session = Session(player.contract(part.dialect), [part.scenario])
        player.play(session, part.scenario.name, streams=streams)
        assert {"unplayed", "unscripted_retry"} >= kinds(session)


def test_errors_come_before_warnings() -> None:
    run = Run(TALK + "stubs: [{when: {last_user: Bad}, reply: {error: {status: 400}}, priority: -1}]")
    run.ask("Bad")
    run.ask("Bad")
    assert ["unplayed", "unplayed", "retried_non_retryable"] == run.kinds()


def test_what_calls_did_comes_before_what_follows_from_it() -> None:
    run = Run("steps: [{when: {last_user: Hello}, reply: [{message: Hi.}]}]")
    run.ask("Hello", temperature=9)
    run.ask("Helo")
    assert ["violation", "miss", "unplayed"] == run.kinds()


@pytest.mark.parametrize(("severity", "left"), [("off", []), ("warn", ["warn"] * 2), ("error", ["error"] * 2)])
def test_a_severity_may_be_set(severity: Severity, left: list[str]) -> None:
    found = verify(Run(TALK).session, {"unplayed": severity})
    assert left == [finding.severity for finding in found]


def test_an_unknown_kind_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownKind, match=re.escape("there is no finding 'unplaid'; did you mean 'unplayed'?")):
        verify(Run(TALK).session, {"unplaid": "off"})


def test_judging_changes_nothing() -> None:
    run = Run(TALK)
    run.ask()
    assert run.findings() == run.findings()
    assert 1 == run.session.journal.calls


def test_every_kind_says_what_it_is() -> None:
    assert [] == [name for name, kind in KINDS.items() if not re.fullmatch(r"[A-Z].*\.", kind.statement)]
