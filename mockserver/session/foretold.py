"""What scenarios tell of a time before the first call."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from mockserver.contract.schema import schema_mismatches
from mockserver.scenario.match import differences
from mockserver.scenario.model import GivenConversation, GivenResponse, Scenario
from mockserver.values import Json, JsonObject

_PREVIOUS = "previous_response_id"
_CONVERSATION = "conversation"
_NAMING = frozenset({"$equals", "$contains", "$regex"})
"""The operators that tell what a text is; the others let much else pass too."""


class Foretold:
    """The ids that authors ask for, and so take for known; worked out only when somebody asks."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        self._scenarios = scenarios

    def names(self, text: str) -> bool:
        """Whether a text is written anywhere in a condition."""
        return text in self._named

    def names_response(self, response_id: str) -> bool:
        """Whether a condition asks for a response to follow that no scenario gives."""
        return self._asks(response_id, self._previous)

    def names_conversation(self, conversation_id: str) -> bool:
        """Whether a condition asks for a conversation that no scenario gives."""
        return self._asks(conversation_id, self._conversations)

    def _asks(self, its_id: str, expectations: Iterable[Json]) -> bool:
        """Tell of what is not given; the store knows what became of the rest."""
        return its_id not in self._given and any(_names(expected, its_id) for expected in expectations)

    @cached_property
    def _conditions(self) -> Collection[JsonObject]:
        specs = (spec for scenario in self._scenarios for spec in (*scenario.steps, *scenario.stubs))
        return [condition for spec in specs for condition in (spec.when, spec.expect)]

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(text for condition in self._conditions for text in _texts(condition))

    @cached_property
    def _previous(self) -> Collection[Json]:
        return [expected for condition in self._conditions for expected in _under(_PREVIOUS, condition)]

    @cached_property
    def _conversations(self) -> Collection[Json]:
        return [expected for condition in self._conditions for expected in _under(_CONVERSATION, condition)]

    @cached_property
    def _given(self) -> frozenset[str]:
        return frozenset(one.id for scenario in self._scenarios for one in _given(scenario))


def _given(scenario: Scenario) -> Iterable[GivenResponse | GivenConversation]:
    return (*scenario.given.responses, *scenario.given.conversations)


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in _parts(value):
        yield from _texts(inner)


def _under(key: str, value: Json) -> Iterator[Json]:
    """Find everything that stands under a key."""
    if isinstance(value, dict) and key in value:
        yield value[key]
    for inner in _parts(value):
        yield from _under(key, inner)


def _parts(value: Json) -> Iterable[Json]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _names(expected: Json, text: str) -> bool:
    """Tell whether an expectation names a text, and does not just let it pass."""
    if isinstance(expected, dict) and isinstance(expected.get("$any"), list):
        return any(_names(one, text) for one in expected["$any"])
    naming = isinstance(expected, str) or (isinstance(expected, dict) and not expected.keys() - _NAMING)
    return naming and not differences(expected, text, schema_check=schema_mismatches)
