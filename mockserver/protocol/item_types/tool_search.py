"""Searches among tools that are loaded later, and what they found (surface/REPORT.md §3, ToolSearchCall)."""

from mockserver.protocol.author import (
    check_any,
    check_each,
    check_mapping,
    check_nullable,
    check_one_of,
    check_text,
    check_text_or,
    check_texts,
)
from mockserver.protocol.item_types.common import AGENT, CREATED_BY, constant, each, filled, of_call
from mockserver.protocol.item_types.row import Field, ItemType, Making
from mockserver.values import Json, JsonObject

_EXECUTION = {"execution": Field(check_one_of("server", "client"), make=constant("server"))}
_NO_PARAMETERS: JsonObject = {"type": "object", "properties": {}, "additionalProperties": False}
_named = filled("name", {"type": "function", "description": None, "parameters": _NO_PARAMETERS, "strict": True})


def _call_id(making: Making) -> Json:
    # Only a client has to name the call again, in its output.
    return making.id("call") if making.written.get("execution") == "client" else None


_call_id_of_search = of_call("tool_search_call", "call_id", _call_id)


def _tool(value: Json, making: Making) -> Json:
    return value if isinstance(value, dict) and "type" in value else _named(value, making)


_TOOLS = {"tools": Field(check_each(check_text_or(dict, check_mapping)), make=constant([]), read=each(_tool))}

TOOL_SEARCH_CALL = ItemType(
    "tool_search_call",
    "tsc",
    {
        "call_id": Field(check_nullable(check_text), make=_call_id),
        **_EXECUTION,
        "arguments": Field(
            check_any,
            make=constant({}),
            shorts={"paths": check_texts},
            build=lambda shorts, making: {**shorts},
            first=lambda arguments: {} if isinstance(arguments, dict) else arguments,
        ),
        **CREATED_BY,
        **AGENT,
    },
    written=("arguments",),
)

TOOL_SEARCH_OUTPUT = ItemType(
    "tool_search_output",
    "tso",
    {
        "call_id": Field(check_nullable(check_text), make=_call_id_of_search),
        **_EXECUTION,
        **_TOOLS,
        **CREATED_BY,
        **AGENT,
    },
)

ADDITIONAL_TOOLS = ItemType(
    "additional_tools", "at", {"role": Field(check_text, make=constant("developer")), **_TOOLS, **AGENT}
)
