"""The models that scenarios name."""

from collections.abc import Iterable, Iterator

from mockserver.scenario.model import Scenario
from mockserver.values import Json

_NAMING = ("$equals", "$any")


def models_of(scenarios: Iterable[Scenario]) -> list[str]:
    """List the models that conditions and given responses name, in the order of the files."""
    return [*dict.fromkeys(name for scenario in scenarios for name in _named(scenario))]


def _named(scenario: Scenario) -> Iterator[str]:
    for spec in (*scenario.steps, *scenario.stubs):
        yield from (*_texts(spec.when.get("model")), *_texts(spec.expect.get("model")))
    yield from (response.model for response in scenario.given.responses if response.model)


def _texts(expected: Json) -> Iterator[str]:
    """Find the texts that an expectation lets be equal."""
    if isinstance(expected, str):
        yield expected
    elif isinstance(expected, list):
        for one in expected:
            yield from _texts(one)
    elif isinstance(expected, dict):
        yield from (text for name in _NAMING for text in _texts(expected.get(name)))
