"""Tools of MCP servers: their lists, calls and approvals (surface/REPORT.md §3, MCPToolCall)."""

from dataclasses import replace

from mockserver.protocol.author import (
    check_each,
    check_fields,
    check_flag,
    check_mapping,
    check_nullable,
    check_text,
    check_text_or,
)
from mockserver.protocol.item_types.common import (
    AGENT,
    ARGUMENTS,
    constant,
    each,
    emptied,
    filled,
    id_of_call,
    nothing,
    optional,
    unless_broken,
)
from mockserver.protocol.item_types.row import Field, ItemType, Making, kept
from mockserver.values import Json

_SERVER_LABEL = {"server_label": Field(check_text, make=constant("mcp"))}
_NAME = {"name": Field(check_text, needed=True)}
_TOOL = check_fields(
    "a tool",
    {
        "name": check_text,
        "description": check_nullable(check_text),
        "input_schema": check_mapping,
        "annotations": check_nullable(check_mapping),
    },
    ("name",),
)
_NO_ARGUMENTS = {"type": "object", "properties": {}, "additionalProperties": False}


def _error(value: Json, making: Making) -> Json:
    if isinstance(value, dict):
        return value
    return {"type": "mcp_tool_execution_error", "content": [{"type": "text", "text": value}]}


MCP_CALL = ItemType(
    "mcp_call",
    "mcp",
    {
        "approval_request_id": Field(check_nullable(check_text), make=constant(None)),
        **ARGUMENTS,
        "error": Field(
            check_nullable(check_text_or(dict, check_mapping)), make=constant(None), read=_error, first=nothing
        ),
        **_NAME,
        "output": Field(check_nullable(check_text), make=unless_broken(constant("")), first=nothing),
        **_SERVER_LABEL,
        **AGENT,
    },
    tells_status=True,
    written=("name", "arguments"),
)

MCP_LIST_TOOLS = ItemType(
    "mcp_list_tools",
    "mcpl",
    {
        **_SERVER_LABEL,
        "tools": Field(
            check_each(check_text_or(dict, _TOOL)),
            make=constant([]),
            read=each(filled("name", {"input_schema": _NO_ARGUMENTS})),
            first=emptied,
        ),
        "error": Field(check_nullable(check_text), first=nothing),
        **AGENT,
    },
)

MCP_APPROVAL_REQUEST = ItemType(
    "mcp_approval_request",
    "mcpr",
    {"arguments": replace(ARGUMENTS["arguments"], first=kept), **_NAME, **_SERVER_LABEL, **AGENT},
    written=("name", "arguments"),
)

MCP_APPROVAL_RESPONSE = ItemType(
    "mcp_approval_response",
    "mcprs",
    {
        "approval_request_id": Field(check_text, make=id_of_call("mcp_approval_request", "id", "mcpr")),
        "approve": Field(check_flag, make=constant(True)),
        "reason": optional(check_text),
        **AGENT,
    },
)
