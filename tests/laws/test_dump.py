"""A scenario that is written down and read again is the same scenario."""

from typing import Literal, TypeAlias

import pytest

from mockserver.scenario.dump import dump
from mockserver.scenario.load import loads
from mockserver.scenario.model import Scenario
from tests.laws.player import scenarios

Form: TypeAlias = Literal["yaml", "json"]


@pytest.fixture(params=scenarios(), ids=lambda one: one.name)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    given: Scenario = request.param
    return given


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_loading_takes_dumping_back(scenario: Scenario, form: Form) -> None:
    assert scenario == loads(dump(scenario, format=form), f"{scenario.name}.{form}")


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_dumping_again_changes_nothing(scenario: Scenario, form: Form) -> None:
    text = dump(scenario, format=form)

    assert text == dump(loads(text, f"{scenario.name}.{form}"), format=form)
