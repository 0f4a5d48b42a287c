from typing import Any

import pytest

from tests.contract.rules.asking import Told, told

TRIGGER = {"type": "compaction_trigger"}
USER = {"role": "user", "content": "Hi"}


def message(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "message", "role": "user", "content": [*parts]}


def marked(count: int) -> dict[str, Any]:
    return message(
        *({"type": "input_text", "text": "a", "prompt_cache_breakpoint": {"mode": "explicit"}} for _ in range(count))
    )


EXPLICIT = {"prompt_cache_options": {"mode": "explicit"}, "model": "gpt-5.6-sol"}
DATA_URL = "data:image/png;base64,AA=="


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"input": [USER, TRIGGER]}, id="trigger last"),
        pytest.param({"input": [TRIGGER]}, id="trigger alone"),
        pytest.param({"input": [message({"type": "input_image", "image_url": DATA_URL})]}, id="image by url"),
        pytest.param({"input": [message({"type": "input_image", "file_id": "f", "image_url": None})]}, id="image by file"),
        pytest.param({"input": [message({"type": "input_file", "file_data": "AA=="})]}, id="file by data"),
        pytest.param({"input": [message({"type": "input_file", "file_url": "https://a.example"})]}, id="file by url"),
        pytest.param({"input": [message({"type": "input_file", "file_id": "f", "filename": "a"})]}, id="file by id"),
        pytest.param({"input": [marked(3)]}, id="three breakpoints"),
        pytest.param({"input": [marked(4)], **EXPLICIT}, id="four breakpoints when explicit"),
        pytest.param({"input": [{"role": "assistant", "content": "a", "phase": "commentary"}]}, id="phase of an assistant"),
        pytest.param({"input": [{"role": "user", "content": "a", "phase": None}]}, id="null phase"),
        pytest.param({"input": [{"type": "additional_tools", "role": "developer", "tools": []}]}, id="tools by developer"),
    ],
)  # fmt: skip
def test_items_that_are_fine(body: dict[str, Any]) -> None:
    assert [] == told(body)


NO_IMAGE = "missing_required_parameter"
NO_SCREEN = {"type": "computer_call_output", "call_id": "c", "output": {"type": "computer_screenshot"}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            {"input": [TRIGGER, USER]}, Told("compaction_trigger_last", "input[0]", "invalid_value"), id="trigger first"
        ),
        pytest.param(
            {"input": [USER, message({"type": "input_text", "text": "a"}, {"type": "input_image", "detail": "low"})]},
            Told("image_source", "input[1].content[1].image_url", NO_IMAGE),
            id="image of nothing",
        ),
        pytest.param(
            {"input": [message({"type": "input_image", "image_url": None, "file_id": None})]},
            Told("image_source", "input[0].content[0].image_url", NO_IMAGE),
            id="nulls",
        ),
        pytest.param(
            {"input": [{"type": "computer_call", "call_id": "c"}, NO_SCREEN]},
            Told("image_source", "input[1].output.image_url", NO_IMAGE),
            id="screenshot of nothing",
        ),
        pytest.param(
            {"input": [message({"type": "input_file", "filename": "a.pdf"})]},
            Told("file_source", "input[0].content[0].file_id", NO_IMAGE),
            id="file of nothing",
        ),
        pytest.param(
            {"input": [marked(4)]},
            Told("cache_breakpoints", "input[0].content[0].prompt_cache_breakpoint", "invalid_value"),
            id="four breakpoints",
        ),
        pytest.param(
            {"input": [marked(5)], **EXPLICIT},
            Told("cache_breakpoints", "input[0].content[0].prompt_cache_breakpoint", "invalid_value"),
            id="five breakpoints",
        ),
        pytest.param(
            {"input": [USER, {"role": "user", "content": "a", "phase": "commentary"}]},
            Told("phase_on_assistant", "input[1].phase", "invalid_value"),
            id="phase of a user",
        ),
    ],
)
def test_items_that_are_wrong(body: dict[str, Any], expected: Told) -> None:
    assert [expected] == told(body)


def test_an_image_in_a_function_output_needs_a_source() -> None:
    items = [
        {"type": "function_call", "call_id": "c"},
        {"type": "function_call_output", "call_id": "c", "output": [{"type": "input_image"}]},
    ]

    assert ["input[1].output[0].image_url"] == [one.param for one in told({"input": items})]


@pytest.mark.parametrize("operation", ["conversations.create", "conversations.items.create"])
def test_items_of_conversations_are_looked_at(operation: str) -> None:
    body = {"items": [message({"type": "input_image"})]}

    assert ["items[0].content[0].image_url"] == [one.param for one in told(body, operation=operation)]


@pytest.mark.parametrize(
    "items", [[5, None, "text", []], [{"type": ["x"]}], [{"role": "user", "content": [5, None]}], {}]
)
def test_what_is_no_item_is_for_the_schema_to_find(items: Any) -> None:
    assert [] == told({"input": items})
