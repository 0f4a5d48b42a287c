"""Judging what a command did."""

from collections.abc import Mapping, Sequence

import pytest

from mockserver.cli.trial import Trial
from mockserver.session.sessions import Sessions
from mockserver.values import Severity
from tests.sessions.town import ask, found, scenario, town

TWO = "steps:\n  - {when: {last_user: Hello}, reply: [{message: Hi}]}\n  - reply: [{message: Bye}]\n"
ONE = "steps: [{when: {last_user: One}, reply: [{message: Done}]}]"


def trial(
    severities: Mapping[str, Severity] | None = None, *, demanding: bool = True, scenarios: Sequence[str] = (ONE,)
) -> tuple[Sessions, Trial]:
    """Begin one, on scenarios that are called a, b and c."""
    sessions = town(*(scenario(text, "abc"[at]) for at, text in enumerate(scenarios)))
    return sessions, Trial(sessions, severities or {}, demanding=demanding)


def told(judge: Trial) -> list[tuple[str, list[str]]]:
    """Name the sessions of the report, each with the kinds of its findings."""
    return [(one.name, [reported.finding.kind for reported in one.findings]) for one in judge.report().sessions]


def test_a_scenario_that_one_session_played_is_played() -> None:
    sessions, judge = trial()
    ask(found(sessions, "a"), "One")

    assert [("a", [])] == told(judge)


def test_a_scenario_that_no_session_played_is_told_once() -> None:
    sessions, judge = trial(scenarios=[ONE, TWO])
    ask(found(sessions, "a"), "One")
    ask(found(sessions, "b"), "One")
    report = judge.report()

    assert [("default", ["unplayed"]), ("a", []), ("b", [])] == told(judge)
    assert "the scenario b (b.yaml:2:5) was played in no session" in report.sessions[0].findings[0].finding.message
    assert "b step 1" == report.sessions[0].findings[0].subject


def test_what_was_begun_and_not_finished_is_told_of_its_session_only() -> None:
    sessions, judge = trial(scenarios=[TWO])
    ask(found(sessions, "a"), "Hello")

    assert [("a", ["unplayed"])] == told(judge)


@pytest.mark.parametrize(
    ("severities", "demanding", "steps"),
    [
        pytest.param({"unplayed": "off"}, True, ONE, id="switched off"),
        pytest.param({}, False, ONE, id="nobody chose them"),
        pytest.param({}, True, ONE.replace("{when", "{optional: true, when"), id="the first step is optional"),
        pytest.param({}, True, ONE.replace("steps", "stubs"), id="only stubs"),
    ],
)
def test_what_need_not_be_played_is_not_told(severities: Mapping[str, Severity], demanding: bool, steps: str) -> None:
    _, judge = trial(severities, demanding=demanding, scenarios=[steps])

    assert ([("default", [])], True) == (told(judge), judge.report().passed)


def test_severities_count_for_what_no_session_played() -> None:
    _, judge = trial({"unplayed": "warn"})

    assert ([("default", ["unplayed"])], True) == (told(judge), judge.report().passed)


@pytest.mark.parametrize("way", ["reset", "delete"])
def test_a_session_that_is_gone_is_not_forgotten(way: str) -> None:
    sessions, judge = trial()
    ask(found(sessions, "a"), "Nothing")
    getattr(sessions, way)("a")
    ask(found(sessions, "a"), "One")

    assert [("a", ["miss"]), ("a", [])] == told(judge)
    assert 2 == judge.calls


def test_what_a_session_played_that_is_gone_is_played() -> None:
    sessions, judge = trial()
    ask(found(sessions, "a"), "One")
    sessions.delete("a")

    assert [("a", [])] == told(judge)


def test_a_session_that_goes_without_a_call_says_nothing() -> None:
    sessions, judge = trial(scenarios=[TWO], demanding=False)
    sessions.reset("default")

    assert [("default", [])] == told(judge)
