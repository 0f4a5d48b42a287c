from typing import Any, get_args

import pytest
from openai.types.responses import ResponseStreamEvent

from mockserver.protocol.grammar import CONTENT, EVENTS, OUTPUT_TEXT, REFUSAL, find_text, is_integer, read

MODELS = {
    get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(get_args(ResponseStreamEvent)[0])
}
STRICTER = {"logprobs", "code", "param", "annotation"}
"""Fields that every event of ours has and the SDK's types leave open."""


def test_every_event_of_the_sdk_is_known() -> None:
    assert sorted(MODELS) == sorted(EVENTS)


@pytest.mark.parametrize("name", EVENTS)
def test_fields_are_those_of_the_sdk(name: str) -> None:
    fields = MODELS[name].model_fields.items()
    needed = {key for key, field in fields if field.is_required()} - {"type", "sequence_number"}

    assert needed - STRICTER == set(EVENTS[name].fields) - STRICTER


@pytest.mark.parametrize(
    ("item", "part", "expected"),
    [
        ("message", "output_text", OUTPUT_TEXT),
        ("message", "refusal", REFUSAL),
        ("message", "reasoning_text", None),
        ("reasoning", "summary_text", None),
        (["message"], {}, None),
    ],
)
def test_part_belongs_to_an_item_type(item: Any, part: Any, expected: Any) -> None:
    assert expected == find_text(item, CONTENT, part)


@pytest.mark.parametrize("event", [{}, {"type": 1}, {"type": "ping"}, {"type": "response.created"}])
def test_event_that_cannot_be_read_has_no_row(event: Any) -> None:
    assert read(event) is None


def test_integers_are_no_booleans() -> None:
    assert [True, False, False] == [is_integer(value) for value in (0, True, 0.0)]
