from typing import Any

import pytest

from mockserver.contract.rules.reading import Reading, read

USER = {"role": "user", "content": "a"}
TEXT = {"type": "input_text", "text": "a"}
PARTS = {"type": "message", "role": "user", "content": [TEXT]}
CALL = {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"}
OUTPUT = {"type": "function_call_output", "call_id": "c", "output": "a"}


ANSWER = {"type": "output_text", "text": "a", "annotations": [], "logprobs": []}
SENT_BACK = {"type": "message", "role": "assistant", "id": "msg_1", "status": "completed", "content": [ANSWER, ANSWER]}


@pytest.mark.parametrize(
    "items",
    [
        None,
        "a",
        [],
        [USER, PARTS],
        [CALL, OUTPUT],
        [PARTS, CALL, OUTPUT, USER],
        [SENT_BACK, {**CALL, "id": "i"}, OUTPUT],
    ],
)
def test_ordinary_items_are_plain(items: Any) -> None:
    reading = read(items)

    assert (True, False) == (reading.plain, reading.unpaired)


@pytest.mark.parametrize(
    "item",
    [
        pytest.param({**USER, "phase": "commentary"}, id="phase"),
        pytest.param({**PARTS, "content": [TEXT, {**TEXT, "prompt_cache_breakpoint": {}}]}, id="breakpoint"),
        pytest.param({**PARTS, "content": [TEXT, "a"]}, id="no part"),
        pytest.param({**USER, "content": [{"type": "input_image", "file_id": "f"}]}, id="image"),
        pytest.param({**OUTPUT, "output": []}, id="list output"),
        pytest.param({"type": "reasoning", "summary": []}, id="reasoning"),
        pytest.param({"id": "msg_1"}, id="reference"),
    ],
)
def test_other_items_are_not(item: dict[str, Any]) -> None:
    assert not read([item]).plain


@pytest.mark.parametrize(
    "items", [[CALL], [OUTPUT], [{**CALL, "type": "custom_tool_call"}], [CALL, {**OUTPUT, "call_id": "d"}]]
)
def test_calls_and_outputs_that_do_not_pair_up(items: list[Any]) -> None:
    assert read(items).unpaired


def aspects(reading: Reading) -> dict[str, Any]:
    return {name: getattr(reading, name) for name in ("calls", "outputs", "repeated", "phased", "others", "same_ids")}


def test_items_are_sorted_by_aspect() -> None:
    items = [{**USER, "phase": "x"}, CALL, {**CALL, "id": "i"}, OUTPUT, {"type": "reasoning", "id": "i"}, {"id": "r"}]

    assert aspects(read(items)) == {
        "calls": {"c": 1},
        "outputs": {"c": 3},
        "repeated": [2],
        "phased": [0],
        "others": [4, 5],
        "same_ids": ["i"],
    }


def test_parts_know_their_place() -> None:
    image = {"type": "input_image", "file_id": "f"}
    items = [{**USER, "content": [{"type": "input_text", "text": "a"}, image]}, {**OUTPUT, "output": [image]}]

    assert [(0, "content", 1), (1, "output", 0)] == [part.path for part in read(items).parts]


def test_an_output_without_a_call_id_is_unclear() -> None:
    assert read([{"type": "local_shell_call_output", "id": "x", "output": ""}]).unclear
