"""Every shipped scenario, played in every way and every dialect that it speaks; each way once for all tests of a file."""

import pytest

from mockserver.scenario.model import Scenario
from mockserver.values import Dialect
from tests.laws.player import Exchange, Style, Way, play_alone, ways


@pytest.fixture(scope="module", params=ways(), ids=str)
def way(request: pytest.FixtureRequest) -> Way:
    """Give every way but those of scenarios that break the rules on purpose."""
    given: Way = request.param
    return given


@pytest.fixture(scope="module")
def scenario(way: Way) -> Scenario:
    return way.part.scenario


@pytest.fixture(scope="module")
def dialect(way: Way) -> Dialect:
    return way.part.dialect


@pytest.fixture(scope="module")
def style(way: Way) -> Style:
    return way.style


@pytest.fixture(scope="module")
def as_json(scenario: Scenario, style: Style, dialect: Dialect) -> list[Exchange]:
    """Play with a client that wants JSON; gives all exchanges."""
    return play_alone(scenario, dialect, streams=False, style=style)


@pytest.fixture(scope="module")
def as_stream(scenario: Scenario, style: Style, dialect: Dialect) -> list[Exchange]:
    """Play with a client that wants streams; gives all exchanges, HTTP errors among them."""
    return play_alone(scenario, dialect, streams=True, style=style)


@pytest.fixture(scope="module")
def streams(as_stream: list[Exchange]) -> list[Exchange]:
    """Keep the exchanges that were answered with a stream."""
    return [exchange for exchange in as_stream if exchange.streamed]
