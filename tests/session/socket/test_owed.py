"""What a client owes to a response."""

from typing import Any

import pytest

from mockserver.session.socket.owed import required_input

CALL = {"call_id": "call_1", "name": "look"}


def owed(*output: Any) -> list[Any]:
    return required_input({"type": "response.completed", "response": {"output": [*output]}})


@pytest.mark.parametrize(
    ("call", "stub"),
    [
        ({"type": "function_call", **CALL}, {"type": "function_call_output", **CALL}),
        ({"type": "custom_tool_call", **CALL}, {"type": "custom_tool_call_output", "call_id": "call_1"}),
        ({"type": "computer_call", **CALL}, {"type": "computer_call_output", "call_id": "call_1"}),
        ({"type": "shell_call", **CALL}, {"type": "shell_call_output", "call_id": "call_1"}),
        ({"type": "apply_patch_call", **CALL}, {"type": "apply_patch_call_output", "call_id": "call_1"}),
        (
            {"type": "tool_search_call", "call_id": "call_1", "execution": "client"},
            {"type": "tool_search_output", "call_id": "call_1", "execution": "client"},
        ),
        ({"type": "mcp_approval_request", "id": "m"}, {"type": "mcp_approval_response", "approval_request_id": "m"}),
    ],
    ids=lambda item: item["type"],
)
def test_a_call_asks_for_its_output(call: Any, stub: Any) -> None:
    assert [stub] == owed({"type": "reasoning"}, call)


@pytest.mark.parametrize(
    "output",
    [
        [{"type": "message", "content": []}],
        [{"type": "web_search_call", "id": "ws"}],
        [{"type": "function_call", **CALL, "status": "incomplete"}],
        [{"type": "function_call", **CALL, "async": True}],
        [{"type": "tool_search_call", "call_id": None, "execution": "server"}],
        [{"type": "shell_call", **CALL, "environment": {"type": "container_reference"}}],
        [{"type": "shell_call", **CALL}, {"type": "shell_call_output", **CALL}],
        ["no item", {"type": 1}],
    ],
    ids=["message", "hosted", "cut off", "async", "server's search", "container", "answered", "nonsense"],
)
def test_nothing_else_does(output: Any) -> None:
    assert [] == owed(*output)


@pytest.mark.parametrize("event", [{}, {"response": None}, {"response": {"output": None}}])
def test_an_end_without_output_owes_nothing(event: Any) -> None:
    assert [] == required_input(event)
