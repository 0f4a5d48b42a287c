"""Clients dump the SDK's models whole and send them back: null for every field that was not set."""

from pathlib import Path
from typing import Any

import pytest
from openai.types import conversations, responses

from mockserver.contract.bundle import read_bundle
from mockserver.contract.shape import Shape
from tests.contract.sdk_dumps import dumps

BUNDLE = read_bundle(Path(__file__).parents[2] / "contracts" / "bundles" / "openai.json")
ITEMS: dict[str, Any] = {
    "sent": responses.ResponseInputItem,
    "output": responses.ResponseOutputItem,
    "listed": responses.ResponseItem,
    "of a conversation": conversations.ConversationItem,
}
OBJECTS = ["prompt", "reasoning", "text", "tool_choice"]
REQUEST_ROLES = {"additional_tools": ["developer"], None: ["user", "system", "developer", "assistant"]}


def sendable(item: dict[str, Any]) -> bool:
    """Say whether a request may hold such an item; a conversation shows more roles, with parts of any kind."""
    roles = REQUEST_ROLES.get(item.get("type"), REQUEST_ROLES[None])
    parts = item.get("content") if item.get("role") == "assistant" else None
    return item.get("role", roles[0]) in roles and not any(
        part["type"].startswith("input_") for part in parts or () if isinstance(part, dict)
    )


def shape(operation: str) -> Shape:
    return Shape(BUNDLE.part(operation, "body") or {})


def refused(operation: str, bodies: list[dict[str, Any]]) -> list[tuple[str | None, str]]:
    held = shape(operation)
    return sorted({(one.param, one.message) for body in bodies for one in held.violations(body)})


def test_every_item_comes_back() -> None:
    assert 300 < sum(1 for union in ITEMS.values() for _ in dumps(union))


@pytest.mark.parametrize("union", ITEMS.values(), ids=ITEMS)
@pytest.mark.parametrize(
    ("operation", "name"), [("responses.create", "input"), ("conversations.items.create", "items")]
)
def test_items_are_sent_back_whole(union: Any, operation: str, name: str) -> None:
    items = [item for item in dumps(union) if sendable(item)]
    around = {"model": "m"} if name == "input" else {}

    assert [] == refused(operation, [{**around, name: [item]} for item in items])


def test_tools_are_sent_back_whole() -> None:
    assert [] == refused("responses.create", [{"model": "m", "tools": [tool]} for tool in dumps(responses.Tool)])


@pytest.mark.parametrize("name", OBJECTS)
def test_settings_of_a_response_are_sent_back_whole(name: str) -> None:
    settings = [*dumps(responses.Response.model_fields[name].annotation)]

    assert settings
    assert [] == refused("responses.create", [{"model": "m", name: one} for one in settings])


def test_a_null_that_nothing_allows_is_found() -> None:
    item = {"type": "function_call", "call_id": "c", "name": None, "arguments": "{}"}

    assert ["input[0].name"] == [param for param, _ in refused("responses.create", [{"model": "m", "input": [item]}])]
