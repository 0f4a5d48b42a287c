"""Reading the items of `input`."""

import pytest

from mockserver.values import Json, JsonObject, Kind, input_items, kind_of, text_of


@pytest.mark.parametrize(
    ("items", "body"),
    [
        ([{"role": "user", "content": "Hi"}], {"input": "Hi"}),
        ([{"type": "reasoning"}], {"input": [{"type": "reasoning"}]}),
        ([], {"input": []}),
        ([], {}),
        ([], {"input": None}),
        ([], {"input": 42}),
        ([{}], {"input": ["Hi", {}, None, []]}),
    ],
)
def test_items_are_listed(items: list[JsonObject], body: JsonObject) -> None:
    assert items == input_items(body)


@pytest.mark.parametrize(
    ("kind", "item"),
    [
        (Kind.USER, {"role": "user"}),
        (Kind.USER, {"role": "user", "type": "message"}),
        (Kind.USER, {"role": "user", "type": None}),
        (Kind.MODEL, {"role": "assistant"}),
        (Kind.OTHER, {"role": "system"}),
        (Kind.OTHER, {"role": "developer"}),
        (Kind.MODEL, {"type": "function_call"}),
        (Kind.MODEL, {"type": "reasoning"}),
        (Kind.MODEL, {"type": "item_reference"}),
        (Kind.OUTPUT, {"type": "function_call_output"}),
        (Kind.OUTPUT, {"type": "custom_tool_call_output"}),
        (Kind.OUTPUT, {"type": "mcp_approval_response"}),
        (Kind.OTHER, {"type": "compaction_trigger"}),
        (Kind.MODEL, {"id": "msg_1"}),
        (Kind.OTHER, {"type": "message"}),
        (Kind.OTHER, {"role": []}),
        (Kind.MODEL, {"type": ["odd"]}),
    ],
)
def test_every_item_is_of_a_kind(kind: Kind, item: JsonObject) -> None:
    assert kind is kind_of(item)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Hi", "Hi"),
        ("Hi there", [{"type": "input_text", "text": "Hi"}, {"type": "output_text", "text": " there"}]),
        ("No.", [{"type": "refusal", "refusal": "No."}]),
        ("", [{"type": "input_image", "image_url": "data:"}, "odd", {"text": 5}]),
        ("", None),
        ("", {"text": "Hi"}),
    ],
)
def test_texts_are_joined(text: str, content: Json) -> None:
    assert text == text_of(content)
