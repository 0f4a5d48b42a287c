"""What the server streams: events, accepted when whole and refused with one thing wrong."""

from typing import Any

import pytest

from mockserver.values import Violation
from tests.contract.emitted import CONTRACT, EXAMPLES, crowded, required
from tests.contract.parity import documents

STREAMED = EXAMPLES["events"]
ON_SOCKETS = {name: event for name, event in STREAMED.items() if name != "error"} | EXAMPLES["socket_events"]
OUR_OPTIONAL = {"name"}
"""The name of a finished call: required by the official document, gone from the SDK."""

ONLY_SDK = ("item_id", "output_index", "sequence_number")
"""What the one event requires that the official document does not know."""


def table(examples: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("example", examples.values(), ids=examples)


def streamed(event: Any) -> list[Violation]:
    return CONTRACT.event_violations(event)


def on_socket(event: Any) -> list[Violation]:
    return CONTRACT.event_violations(event, "responses.connect")


def less(event: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in event.items() if key != name}


@table(STREAMED)
def test_every_event_is_accepted(example: dict[str, Any]) -> None:
    assert [] == streamed(example)


@table(ON_SOCKETS)
def test_every_event_is_accepted_in_a_lane_of_a_socket(example: dict[str, Any]) -> None:
    assert [] == on_socket(example | {"stream_id": "main"})


@pytest.mark.parametrize(("union", "examples"), [("StreamEvent", STREAMED), ("SocketEvent", ON_SOCKETS)])
def test_every_event_has_an_example(union: str, examples: dict[str, Any]) -> None:
    assert len(documents()["events.json"][union]["anyOf"]) == len(examples)
    assert list(examples) == [event["type"] for event in examples.values()]


@table(STREAMED)
def test_an_event_without_something_required_is_refused(example: dict[str, Any]) -> None:
    names = {*(required("events", example["type"]) or ONLY_SDK)} - OUR_OPTIONAL

    assert [] == [name for name in names if [] == streamed(less(example, name))]


@table(EXAMPLES["socket_events"])
def test_a_socket_event_needs_all_but_its_lane(example: dict[str, Any]) -> None:
    names = example.keys() - {"stream_id"}

    assert [] == [name for name in names if [] == on_socket(less(example, name))]


@table(STREAMED)
def test_an_event_with_something_unknown_is_refused(example: dict[str, Any]) -> None:
    assert [] == [crowd for crowd in crowded(example) if [] == streamed(crowd)]


@table(EXAMPLES["socket_events"])
def test_a_socket_event_with_something_unknown_is_refused(example: dict[str, Any]) -> None:
    assert [] == [crowd for crowd in crowded(example) if [] == on_socket(crowd)]


@table(STREAMED)
@pytest.mark.parametrize("number", [-1, 0.5, "0", None])
def test_an_event_is_numbered_from_zero(example: dict[str, Any], number: Any) -> None:
    assert [] != streamed(example | {"sequence_number": number})


@pytest.mark.parametrize(
    ("event", "wrong"),
    [
        ("response.output_text.delta", {"content_index": -1}),
        ("response.output_text.annotation.added", {"annotation_index": -1}),
        ("response.output_item.added", {"output_index": -1}),
        ("response.reasoning_summary_part.done", {"status": "completed"}),
        ("response.reasoning_summary_text.delta", {"summary_index": -1}),
        ("response.image_generation_call.partial_image", {"partial_image_index": -1}),
        ("response.shell_call_command.added", {"command_index": -1}),
        ("response.content_part.added", {"part": {"type": "summary_text", "text": ""}}),
        ("response.output_item.done", {"item": {"type": "item_reference", "id": "msg_1"}}),
        ("response.output_text.delta", {"item_id": ""}),
        ("response.completed", {"response": {}}),
        ("error", {"message": None}),
    ],
)
def test_an_event_with_a_wrong_value_is_refused(event: str, wrong: dict[str, Any]) -> None:
    assert [] != streamed(STREAMED[event] | wrong)


def test_an_unknown_event_is_refused() -> None:
    assert [] != streamed({"type": "response.done", "sequence_number": 0})
    assert [] != streamed(EXAMPLES["socket_events"]["response.steer.accepted"])
