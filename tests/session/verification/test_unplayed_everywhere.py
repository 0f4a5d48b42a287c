"""Scenarios that no session played."""

from collections.abc import Collection

import pytest

from mockserver.session.verification.unplayed_everywhere import begun_in, unplayed_everywhere
from mockserver.values import Place
from tests.session.verification.runs import LOOP, Run
from tests.sessions.town import opener, scenario

STUBS = "stubs: [{reply: [{message: Hi.}]}]"
OPTIONAL = LOOP.replace("- when: {last_user", "- optional: true\n    when: {last_user")


def test_a_scenario_that_nobody_began_is_told_with_its_place() -> None:
    (finding,) = unplayed_everywhere(opener(scenario(LOOP, "weather")).own, set(), "warn")

    assert ("unplayed", "warn", Place("weather.yaml", 3, 5)) == (finding.kind, finding.severity, finding.place)
    assert finding.message == (
        "mockserver: the scenario weather (weather.yaml:3:5) was played in no session\n"
        "blame: client request (no call began a thread of it)\n"
        "to mend it: make the call that it waits for, or serve only the scenarios that are used"
    )


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        pytest.param(LOOP, {"weather"}, id="begun"),
        pytest.param(STUBS, set(), id="only stubs"),
        pytest.param(OPTIONAL, set(), id="an optional beginning"),
    ],
)
def test_others_are_not_told(text: str, begun: Collection[str]) -> None:
    assert [] == unplayed_everywhere(opener(scenario(text, "weather")).own, begun, "error")


def test_what_one_session_has_for_itself_is_its_own_affair() -> None:
    sessions = opener(scenario(STUBS, "all"))
    more = sessions.extended(sessions.own, [scenario(LOOP, "weather")])

    assert [] == unplayed_everywhere(more, set(), "error")


def test_a_thread_makes_its_scenario_begun() -> None:
    run = Run(LOOP, STUBS)
    run.ask("Hi")
    before = begun_in(run.session)
    run.ask("Weather?")

    assert (set(), {"a"}) == (before, begun_in(run.session))
