from typing import Any, get_args

import pytest

from mockserver.contract.rules.reading import Aspect, Reading, are_plain, read

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
        [CALL, {**CALL, "call_id": "d"}, {**OUTPUT, "call_id": "d"}, OUTPUT],
    ],
)
def test_ordinary_items_are_plain(items: Any) -> None:
    assert are_plain(items)
    assert {} == {name: value for name, value in aspects(read(items)).items() if value}


def test_items_that_are_sent_back_have_ids_alone() -> None:
    items = [SENT_BACK, {**CALL, "id": "fc_1"}, OUTPUT]

    assert not are_plain(items)
    assert {"ids": {"msg_1": 0, "fc_1": 1}} == {name: value for name, value in aspects(read(items)).items() if value}


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
    assert not are_plain([item])


@pytest.mark.parametrize("item", [None, 5, "role", [], {}, {"role": "user"}, {**CALL, "call_id": []}], ids=str)
def test_what_is_no_item_is_not_plain(item: Any) -> None:
    assert not are_plain([item])


@pytest.mark.parametrize("items", [[CALL, CALL, OUTPUT, OUTPUT], [CALL, OUTPUT, OUTPUT], [CALL, OUTPUT, CALL]])
def test_what_is_repeated_is_not_plain(items: list[Any]) -> None:
    assert not are_plain(items)
    assert read(items).repeated


@pytest.mark.parametrize(
    "items", [[CALL], [OUTPUT], [{**CALL, "type": "custom_tool_call"}], [CALL, {**OUTPUT, "call_id": "d"}]]
)
def test_calls_and_outputs_that_do_not_pair_up(items: list[Any]) -> None:
    assert not are_plain(items)
    assert read(items).unpaired


def aspects(reading: Reading) -> dict[str, Any]:
    return {name: getattr(reading, name) for name in get_args(Aspect)}


def test_items_are_sorted_by_aspect() -> None:
    items = [{**USER, "phase": "x"}, CALL, {**CALL, "id": "i"}, OUTPUT, {"type": "reasoning", "id": "i"}, {"id": "r"}]

    assert aspects(read(items)) == {
        "unpaired": False,
        "repeated": [2],
        "parts": [],
        "phased": [0],
        "ids": {"i": 2, "r": 5},
        "same_ids": ["i"],
        "others": [4, 5],
    }


def test_parts_know_their_place() -> None:
    image = {"type": "input_image", "file_id": "f"}
    items = [{**USER, "content": [{"type": "input_text", "text": "a"}, image]}, {**OUTPUT, "output": [image]}]

    assert [(0, "content", 1), (1, "output", 0)] == [part.path for part in read(items).parts]


def test_an_output_without_a_call_id_is_unclear() -> None:
    assert read([{"type": "local_shell_call_output", "id": "x", "output": ""}]).unclear
