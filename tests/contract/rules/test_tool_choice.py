from typing import Any

import pytest

from tests.contract.rules.asking import Told, told, violations

FUNCTION = {"type": "function", "name": "get_weather"}
CUSTOM = {"type": "custom", "name": "grep"}
MCP = {"type": "mcp", "server_label": "s", "server_url": "https://a.example"}
SPACE = {"type": "namespace", "name": "n", "description": "d", "tools": [{"type": "function", "name": "inner"}]}
TOOLS = [FUNCTION, CUSTOM, MCP, SPACE, {"type": "web_search"}, {"type": "computer_use_preview"}, {"type": "shell"}]


def allowed(*tools: dict[str, Any]) -> dict[str, Any]:
    return {"type": "allowed_tools", "mode": "auto", "tools": [*tools]}


@pytest.mark.parametrize(
    "choice",
    [
        "auto",
        "none",
        "required",
        {"type": "function", "name": "get_weather"},
        {"type": "function", "name": "inner"},
        {"type": "custom", "name": "grep"},
        {"type": "mcp", "server_label": "s"},
        {"type": "mcp", "server_label": "s", "name": "any"},
        {"type": "web_search_preview"},
        {"type": "computer"},
        {"type": "shell"},
        allowed(FUNCTION, {"type": "mcp", "server_label": "s"}, {"type": "web_search"}),
        allowed(),
    ],
    ids=str,
)
def test_what_is_declared_can_be_chosen(choice: Any) -> None:
    assert [] == told({"tools": TOOLS, "tool_choice": choice})


@pytest.mark.parametrize(
    ("choice", "param"),
    [
        ({"type": "function", "name": "get_wether"}, "tool_choice"),
        ({"type": "function", "name": "grep"}, "tool_choice"),
        ({"type": "custom", "name": "get_weather"}, "tool_choice"),
        ({"type": "mcp", "server_label": "t"}, "tool_choice"),
        ({"type": "file_search"}, "tool_choice"),
        ({"type": "apply_patch"}, "tool_choice"),
        (allowed(FUNCTION, {"type": "image_generation"}), "tool_choice.tools[1]"),
        (allowed({"type": "function", "name": "x"}), "tool_choice.tools[0]"),
    ],
    ids=str,
)
def test_what_is_not_declared_is_found(choice: Any, param: str) -> None:
    assert [Told("tool_choice_unknown", param)] == told({"tools": TOOLS, "tool_choice": choice})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"tool_choice": "required"}, [Told("tool_choice_without_tools", "tool_choice")], id="required"),
        pytest.param(
            {"tool_choice": "required", "tools": []},
            [Told("tool_choice_without_tools", "tool_choice")],
            id="empty list",
        ),
        pytest.param({"tool_choice": FUNCTION}, [Told("tool_choice_unknown", "tool_choice")], id="function"),
        pytest.param({"tool_choice": "auto"}, [], id="auto"),
        pytest.param({"tool_choice": "none", "tools": []}, [], id="none"),
        pytest.param({"tool_choice": None}, [], id="null"),
        pytest.param({"tool_choice": "required", "prompt": {"id": "pmpt_1"}}, [], id="tools perhaps in the prompt"),
        pytest.param({"tool_choice": FUNCTION, "prompt": {"id": "pmpt_1"}}, [], id="function perhaps in the prompt"),
    ],
)
def test_a_choice_without_tools(body: dict[str, Any], expected: list[Told]) -> None:
    assert expected == told(body)


@pytest.mark.parametrize("kind", ["additional_tools", "tool_search_output"])
def test_items_bring_tools(kind: str) -> None:
    item = {"type": kind, "role": "developer", "execution": "server", "tools": [FUNCTION]}

    assert [] == told({"input": [item], "tool_choice": FUNCTION})


def test_the_nearest_name_is_offered() -> None:
    (violation,) = violations({"tools": TOOLS, "tool_choice": {"type": "function", "name": "get_wether"}})

    message = "Tool choice 'get_wether' not found in 'tools' parameter. Did you mean 'get_weather'?"
    assert message == violation.message
