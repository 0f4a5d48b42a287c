"""The other laws look at everything there is: each reply of each scenario is played."""

from collections import Counter

import pytest

from mockserver.scenario.model import Scenario
from mockserver.session.session import Session
from mockserver.values import Dialect
from mockserver.values.operation import CREATE
from tests.laws.player import Style, contract, is_disturbed, play, play_alone, scenarios

NEVER_STREAMED = {"server_error"}


def written(scenario: Scenario) -> Counter[str]:
    """Count what answers the calls that ask for a response."""
    groups = (("step", scenario.steps), ("stub", scenario.stubs))
    return Counter(
        {
            f"{scenario.name} {kind} {place}": len(spec.replies)
            for kind, specs in groups
            for place, spec in enumerate(specs, 1)
            if spec.operation == CREATE
        }
    )


@pytest.mark.parametrize("streams", [False, True], ids=["json", "stream"])
def test_every_attempt_of_every_step_is_played_once(
    scenario: Scenario, style: Style, dialect: Dialect, streams: bool
) -> None:
    session = Session(contract(dialect), [scenario])

    play(session, scenario.name, streams=streams, style=style)

    assert written(scenario) == Counter(one.played for one in session.journal if not one.unexpected_retry)


@pytest.mark.parametrize("streams", [False, True], ids=["json", "stream"])
def test_no_call_is_refused(scenario: Scenario, style: Style, dialect: Dialect, streams: bool) -> None:
    session = Session(contract(dialect), [scenario])

    play(session, scenario.name, streams=streams, style=style)

    assert [] == [exchange for exchange in session.journal if exchange.problem]


def test_every_scenario_is_streamed_but_the_named() -> None:
    orderly = [one for one in scenarios("openai") if not is_disturbed(one)]
    silent = {one.name for one in orderly if not any(x.streamed for x in play_alone(one, streams=True))}

    assert NEVER_STREAMED == silent
