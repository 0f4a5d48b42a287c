"""Whether a response by itself is one that the API could send."""

from collections.abc import Iterator

from mockserver.protocol import response_rules
from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.finding import Finding
from mockserver.protocol.outcome import misplaced_cuts
from mockserver.protocol.rows import EventRow
from mockserver.protocol.stream_state import StreamState
from mockserver.values import Dialect, Event, JsonObject, Violation

_ENDED = frozenset({"completed", "failed", "incomplete"})
_ANY = EventRow("terminal", {})


def check_response(response: JsonObject, dialect: Dialect = "openai") -> list[Violation]:
    """Hold a response that fits its schema against those rules of a stream that need nothing else.

    `rule` is the stream rule's id, `param` the place in the response.
    """
    event = {"type": f"response.{response.get('status')}", "response": response}
    return [
        Violation(rule, finding.message, finding.place.removeprefix("response."))
        for rule, finding in _findings(event, dialect)
    ]


def _findings(event: Event, dialect: Dialect) -> Iterator[tuple[str, Finding]]:
    state = StreamState(DIALECT_ROWS[dialect])
    for found in response_rules.find_wrong_outcome(state, _ANY, event):
        yield "outcome_fields", found
    if event["response"].get("status") in _ENDED:
        for found in response_rules.find_wrong_usage(state, _ANY, event):
            yield "usage", found
        yield from (("incomplete_item", found) for found in _cuts(event, dialect))


def _cuts(event: Event, dialect: Dialect) -> Iterator[Finding]:
    response = event["response"]
    for index, message in misplaced_cuts(response.get("output", ()), response["status"], DIALECT_ROWS[dialect]):
        yield Finding(f"output[{index}].status", message)
