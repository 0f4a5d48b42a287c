"""What rules may ask of a session."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mockserver.contract.rules.history import Issued
from mockserver.scenario.model import Scenario
from mockserver.session.node import Node
from mockserver.session.threads import Threads
from mockserver.values import Json, JsonObject


class Past:
    """The responses, items and calls that a session knows.

    An id that stands in a `when` is known too: its author tells of a time before the session.
    """

    def __init__(self, threads: Threads, scenarios: Iterable[Scenario]) -> None:
        self._threads = threads
        self._named = frozenset(text for scenario in scenarios for text in _texts_of(scenario))

    def knows_response(self, response_id: str) -> bool:
        """Whether a response can be followed."""
        return response_id in self._named or self._response(response_id) is not None

    def knows_item(self, item_id: str) -> bool:
        """Whether an item can be referred to."""
        return item_id in self._named or self._threads.holds(item_id)

    def knows_conversation(self, conversation_id: str) -> bool:
        """Say yes to any: no conversations are kept."""
        return True

    def output_of(self, item_id: str) -> Sequence[Issued] | None:
        """List the output of the one response that issued an item."""
        nodes = [*self._threads.named(item_id)]
        return [Issued(*item) for item in nodes[0].script.items(nodes[0].base)] if len(nodes) == 1 else None

    def calls_before(self, body: JsonObject) -> Mapping[str, str] | None:
        """Map the ids of all calls up to the previous response to their types; None when nothing is known of it."""
        node = self._previous(body)
        if node is None:
            return None
        return {call_id: kind for above in node.ancestry() for call_id, kind in above.calls.items()}

    def unanswered_before(self, body: JsonObject) -> Sequence[str] | None:
        """Name the calls of the previous response; those before it were answered on the way to it."""
        node = self._previous(body)
        return None if node is None else [*node.calls]

    def _previous(self, body: JsonObject) -> Node | None:
        previous = body.get("previous_response_id")
        return self._response(previous) if isinstance(previous, str) else None

    def _response(self, response_id: str) -> Node | None:
        node = self._threads.response(response_id)
        return node if node and node.is_stored else None


def _texts_of(scenario: Scenario) -> Iterator[str]:
    for spec in (*scenario.steps, *scenario.stubs):
        yield from _texts(spec.when)


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)
