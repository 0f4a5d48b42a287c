"""What the model does on a computer, and what it sees there (seed 001, ResponseComputerToolCall)."""

from collections.abc import Iterator, Mapping

from mockserver.protocol.author import Problem, check_each, check_mapping, check_nullable, check_text
from mockserver.protocol.item_types.body import check_one
from mockserver.protocol.item_types.common import (
    AGENT,
    CALL_ID,
    CREATED_BY,
    constant,
    each,
    filled,
    id_of_call,
    optional,
)
from mockserver.protocol.item_types.pictures import PICTURE
from mockserver.protocol.item_types.row import Field, ItemType, Making
from mockserver.values import Json, JsonObject

_WORDS = ("screenshot", "wait")
_DEFAULTS: Mapping[str, JsonObject] = {
    "click": {"button": "left"},
    "double_click": {"keys": None},
    "scroll": {"scroll_x": 0, "scroll_y": 0},
}
_SAFETY_CHECKS = check_nullable(check_each(check_mapping))


def _check_action(value: Json) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield from check_mapping(value)
    elif value not in _WORDS:
        yield (), f"expected a mapping such as {{type: click, x: 1, y: 2}}, or 'screenshot' or 'wait', got '{value}'"


def _action(value: Json, making: Making) -> JsonObject:
    action = value if isinstance(value, dict) else {"type": value}
    return {**_DEFAULTS.get(str(action.get("type")), {}), **action}


def _screenshot(shorts: JsonObject, making: Making) -> JsonObject:
    return {"type": "computer_screenshot", **shorts}


COMPUTER_CALL = ItemType(
    "computer_call",
    "cu",
    {
        **CALL_ID,
        "action": Field(check_nullable(_check_action), read=_action),
        "actions": Field(check_nullable(check_each(_check_action)), read=each(_action)),
        "pending_safety_checks": Field(_SAFETY_CHECKS, make=constant([])),
        **AGENT,
    },
    text="action",
    also=check_one("action", "actions"),
    written=("action", "actions"),
)

COMPUTER_CALL_OUTPUT = ItemType(
    "computer_call_output",
    "cuo",
    {
        "call_id": Field(check_text, make=id_of_call("computer_call", "call_id", "call")),
        "output": Field(
            check_mapping,
            make=lambda making: _screenshot({"image_url": f"data:image/png;base64,{PICTURE}"}, making),
            read=filled("image_url", {"type": "computer_screenshot"}),
            shorts={"image_url": check_text, "file_id": check_text},
            build=_screenshot,
        ),
        "acknowledged_safety_checks": optional(_SAFETY_CHECKS),
        **CREATED_BY,
        **AGENT,
    },
    text="image_url",
)
