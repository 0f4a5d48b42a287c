"""Every shipped scenario, played in every way and every dialect that it speaks."""

import pytest

from mockserver.scenario.model import Scenario
from mockserver.values import Dialect
from tests.laws.player import STYLES, Exchange, Part, Style, parts, play_alone


@pytest.fixture(params=parts(disturbed=False), ids=str)
def part(request: pytest.FixtureRequest) -> Part:
    """Give every scenario in every dialect that it speaks, but those that break the rules on purpose."""
    given: Part = request.param
    return given


@pytest.fixture
def scenario(part: Part) -> Scenario:
    return part.scenario


@pytest.fixture
def dialect(part: Part) -> Dialect:
    return part.dialect


@pytest.fixture(params=STYLES, ids=lambda style: style.__name__)
def style(request: pytest.FixtureRequest) -> Style:
    given: Style = request.param
    return given


@pytest.fixture
def as_json(scenario: Scenario, style: Style, dialect: Dialect) -> list[Exchange]:
    """Play with a client that wants JSON; gives all exchanges."""
    return play_alone(scenario, dialect, streams=False, style=style)


@pytest.fixture
def as_stream(scenario: Scenario, style: Style, dialect: Dialect) -> list[Exchange]:
    """Play with a client that wants streams; gives all exchanges, HTTP errors among them."""
    return play_alone(scenario, dialect, streams=True, style=style)


@pytest.fixture
def streams(as_stream: list[Exchange]) -> list[Exchange]:
    """Keep the exchanges that were answered with a stream."""
    return [exchange for exchange in as_stream if exchange.streamed]
