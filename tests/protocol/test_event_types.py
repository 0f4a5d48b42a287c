from typing import get_args

import pytest
from openai.types.responses import ResponseStreamEvent

from mockserver.protocol.event_types import EVENTS, OPEN_EVENTS

MODELS = {
    get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(get_args(ResponseStreamEvent)[0])
}
STRICTER = {"logprobs", "code", "param", "annotation"}
"""Fields that every event of ours has and the SDK's types leave open."""

NAMED_OTHERWISE = {"response.reasoning.delta", "response.reasoning.done"}
OPEN_NAMES = 24


def test_every_event_of_the_sdk_is_known() -> None:
    assert sorted(MODELS) == sorted(EVENTS)


@pytest.mark.parametrize("name", EVENTS)
def test_fields_are_those_of_the_sdk(name: str) -> None:
    fields = MODELS[name].model_fields.items()
    needed = {key for key, field in fields if field.is_required()} - {"type", "sequence_number"}

    assert needed - STRICTER == set(EVENTS[name].fields) - STRICTER


def test_open_responses_has_events_of_its_own() -> None:
    assert (OPEN_NAMES, NAMED_OTHERWISE) == (len(OPEN_EVENTS), OPEN_EVENTS.keys() - EVENTS.keys())


@pytest.mark.parametrize("name", ["response.output_text.delta", "response.output_text.done"])
def test_open_responses_does_not_need_logprobs(name: str) -> None:
    assert {"logprobs"} == EVENTS[name].fields.keys() - OPEN_EVENTS[name].fields.keys()
    assert "logprobs" in OPEN_EVENTS[name].optional
