"""A connection that stays, as the official Python SDK holds it, called and awaited."""

from collections.abc import Iterator
from typing import Any

import pytest
from openai.types.responses import ResponsesServerEvent
from pydantic import TypeAdapter

from tests.clients.cases import MODEL
from tests.clients.lifecycle import Gate

# The SDK's own synchronous connection calls websockets in a way that its newest releases advise against.
pytestmark = pytest.mark.filterwarnings(r"ignore:connect\(\) must be used as a context manager:DeprecationWarning")

TERMINAL = {"response.completed", "response.incomplete", "response.failed", "error"}
EVENTS: TypeAdapter[Any] = TypeAdapter(ResponsesServerEvent)


@pytest.fixture
def connection(sdk: Any) -> Iterator[Any]:
    with sdk.responses.connect() as connection:
        yield connection


def turn(connection: Any) -> list[Any]:
    """Read up to the end of a turn; each event has to be of a type that the SDK knows."""
    events: list[Any] = []
    while not events or events[-1].type not in TERMINAL:
        events.append(connection.recv())
        EVENTS.validate_python(events[-1].to_dict())
    return events


def ask(connection: Any, **body: Any) -> Any:
    """Have one turn; give its last event."""
    connection.response.create(model=MODEL, **body)
    return turn(connection)[-1]


def test_turn(connection: Any) -> None:
    connection.response.create(model=MODEL, input="Hello")
    events = turn(connection)

    assert list(range(len(events))) == [event.sequence_number for event in events]
    assert ("response.completed", "Hi there.") == (events[-1].type, events[-1].response.output_text)


def test_turn_is_stored(sdk: Any, connection: Any) -> None:
    response = ask(connection, input="Hello").response

    assert response == sdk.responses.retrieve(response.id)


def test_unstored_response_is_followed(connection: Any) -> None:
    first = ask(connection, input="Hello", store=False).response
    second = ask(connection, input="Hello", store=False, previous_response_id=first.id).response

    assert first.id == second.previous_response_id


def test_unstored_response_of_another_connection_is_unknown(sdk: Any, connection: Any) -> None:
    first = ask(connection, input="Hello", store=False).response
    with sdk.responses.connect() as other:
        last = ask(other, input="Hello", previous_response_id=first.id)

    assert ("error", "previous_response_not_found") == (last.type, last.error.code)


def test_warm_up_has_no_output(connection: Any) -> None:
    warm = ask(connection, input="Hello", generate=False).response
    response = ask(connection, input="Hello", previous_response_id=warm.id).response

    assert ([], "completed") == (warm.output, warm.status)
    assert "Hi there." == response.output_text


def test_stream_is_without_effect(connection: Any) -> None:
    assert "response.completed" == ask(connection, input="Hello", stream=True).type


def test_connection_outlives_an_error(connection: Any) -> None:
    last = ask(connection, input="Hello", temperature=9)

    assert ("error", 400, "temperature") == (last.type, last.status, last.error.param)
    assert "response.completed" == ask(connection, input="Hello").type


def test_early_turns_are_answered_in_order(connection: Any) -> None:
    for text in ("Hello", "Think"):
        connection.response.create(model=MODEL, input=text)
    answers = [turn(connection)[-1].response.output_text for _ in range(2)]

    assert ["Hi there.", "Thought."] == answers


def test_lanes_do_not_wait_for_each_other(connection: Any, gate: Gate) -> None:
    connection.response.create(model=MODEL, input="Gated", stream_id="slow")
    connection.response.create(model=MODEL, input="Hello", stream_id="quick")
    first = _ends(connection)
    gate(True)

    assert ["quick", "slow"] == [first, _ends(connection)]


def _ends(connection: Any) -> str:
    """Read up to the end of any turn; gives its lane."""
    return str(turn(connection)[-1].stream_id)


def test_steered_response_has_a_successor(connection: Any, gate: Gate) -> None:
    connection.response.create(model=MODEL, input="Two")
    first = connection.recv().response.id
    while connection.recv().type != "response.output_text.delta":
        pass
    connection.response.steer(previous_response_id=first, input="Hello")
    accepted = connection.recv()
    gate(True)
    steered, successor = turn(connection)[-1].response, turn(connection)[-1].response

    assert ("response.steer.accepted", first) == (accepted.type, accepted.steer.previous_response_id)
    assert ("incomplete", "steered") == (steered.status, steered.incomplete_details.reason)
    assert (first, "Hi there.") == (successor.previous_response_id, successor.output_text)


def test_steering_waits_for_the_tool(connection: Any, gate: Gate) -> None:
    connection.response.create(model=MODEL, input="Tool")
    events = turn(connection)
    connection.response.steer(previous_response_id=events[0].response.id, input="Hello")

    assert connection.recv().type.startswith("response.steer.")


def test_unknown_response_is_not_steered(connection: Any) -> None:
    connection.response.steer(previous_response_id="resp_none", input="Hello")
    failed = connection.recv()

    assert ("response.steer.failed", "resp_none") == (failed.type, failed.steer.previous_response_id)


def test_beta_twin(sdk: Any) -> None:
    with sdk.beta.responses.connect() as connection:
        assert "Hi there." == ask(connection, input="Hello").response.output[0].content[0].text
