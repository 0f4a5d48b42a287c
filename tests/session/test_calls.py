"""The calls among items, and which of them were answered."""

from typing import Any

import pytest

from mockserver.session.calls import calls_in, is_call, tool_named, unanswered_in
from mockserver.values import JsonObject


def call(call_id: str, **more: Any) -> JsonObject:
    return {"type": "function_call", "call_id": call_id, "name": f"tool_{call_id}", **more}


def output(call_id: str) -> JsonObject:
    return {"type": "function_call_output", "call_id": call_id}


SHELL: JsonObject = {"type": "shell_call", "call_id": "s"}
MESSAGE: JsonObject = {"type": "message", "role": "user"}

UNANSWERED: list[tuple[list[JsonObject], list[str]]] = [
    ([], []),
    ([MESSAGE], []),
    ([call("a")], ["a"]),
    ([call("a"), output("a")], []),
    ([output("a"), call("a")], []),
    ([call("a"), call("b"), output("a")], ["b"]),
    ([call("a", status="incomplete")], []),
    ([call("a", status="completed")], ["a"]),
    ([SHELL, MESSAGE], ["s"]),
    ([output("a")], []),
]


@pytest.mark.parametrize(("items", "unanswered"), UNANSWERED, ids=[str(index) for index in range(len(UNANSWERED))])
def test_a_whole_call_without_an_output_is_unanswered(items: list[JsonObject], unanswered: list[str]) -> None:
    assert unanswered == unanswered_in(items)


def test_calls_are_told_with_their_types() -> None:
    assert {"a": "function_call", "s": "shell_call"} == calls_in([call("a"), output("b"), SHELL, MESSAGE])


@pytest.mark.parametrize(
    ("item", "calls"),
    [(call("a"), True), (output("a"), False), (MESSAGE, False), ({"type": "function_call", "call_id": None}, False)],
    ids=["call", "output", "message", "no id"],
)
def test_what_has_a_call_id_and_is_no_output_is_a_call(item: JsonObject, calls: bool) -> None:
    assert calls is is_call(item)


@pytest.mark.parametrize(("call_id", "name"), [("a", "tool_a"), ("s", "shell"), ("b", None)])
def test_a_tool_goes_by_its_name_or_its_type(call_id: str, name: str | None) -> None:
    assert name == tool_named([MESSAGE, output("b"), call("a"), SHELL], call_id)
