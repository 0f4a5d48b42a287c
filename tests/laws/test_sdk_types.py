"""The official SDK's own types accept every event and response, and know every field."""

from collections.abc import Iterator
from typing import get_args

import pytest
from openai.types.responses import Response, ResponseFunctionCallArgumentsDoneEvent, ResponseStreamEvent
from pydantic import BaseModel, ValidationError

from mockserver.values import Dialect, Event
from tests.laws.player import Exchange

NOT_IN_SDK: dict[type[BaseModel], set[str]] = {
    Response: {"frequency_penalty", "presence_penalty", "store"},
    ResponseFunctionCallArgumentsDoneEvent: {"name"},
}
"""What other sources require and the SDK has no field for (surface/REPORT.md §6 and §2)."""


@pytest.fixture
def dialect() -> Dialect:
    return "openai"


def models() -> Iterator[tuple[str, type[BaseModel]]]:
    union, *_ = get_args(ResponseStreamEvent)
    for model in get_args(union):
        for name in get_args(model.model_fields["type"].annotation):
            yield name, model


# By type, since the union itself tries every member and reports the flaws of all.
MODELS = dict(models())


def unknown_fields(value: object, path: str = "$") -> list[str]:
    """List the fields that the SDK's models took without a word."""
    if isinstance(value, BaseModel):
        inside = {name: getattr(value, name) for name in type(value).model_fields}
        extra = set(value.model_extra or {}) - NOT_IN_SDK.get(type(value), set())
        return [f"{path}.{name}" for name in extra] + unknown_fields(inside, path)
    if isinstance(value, dict):
        return [found for key, part in value.items() for found in unknown_fields(part, f"{path}.{key}")]
    if isinstance(value, list):
        return [found for index, part in enumerate(value) for found in unknown_fields(part, f"{path}[{index}]")]
    return []


def read(event: Event) -> BaseModel:
    return MODELS[event["type"]].model_validate(event, strict=True)


def test_every_event_is_one_of_the_sdk(streams: list[Exchange]) -> None:
    for event in (event for exchange in streams for event in exchange.events):
        assert [] == unknown_fields(read(event))
        assert event == read(event).model_dump(by_alias=True, exclude_unset=True)


def test_every_response_is_one_of_the_sdk(as_json: list[Exchange]) -> None:
    for response in (exchange.response for exchange in as_json if exchange.response):
        model = Response.model_validate(response, strict=True)

        assert [] == unknown_fields(model)
        assert response == model.model_dump(by_alias=True, exclude_unset=True)


@pytest.mark.parametrize("name", ["item_id", "delta", "sequence_number", "logprobs"])
def test_missing_field_would_be_found(name: str) -> None:
    event = {"type": "response.output_text.delta", "sequence_number": 4, "output_index": 0, "content_index": 0}
    whole = {**event, "item_id": "msg_1", "delta": "a", "logprobs": []}

    assert [] == unknown_fields(read(whole))
    with pytest.raises(ValidationError, match=name):
        read({key: value for key, value in whole.items() if key != name})


def test_unknown_field_would_be_found() -> None:
    event = {"type": "error", "sequence_number": 4, "code": None, "message": "m", "param": None, "status": 500}

    assert ["$.status"] == unknown_fields(read(event))
