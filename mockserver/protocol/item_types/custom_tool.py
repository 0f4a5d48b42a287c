"""Calls of the client's own tools that take any text, and what they gave (seed 001, ResponseCustomToolCall)."""

from mockserver.protocol.author import check_any, check_flag, check_text
from mockserver.protocol.item_types.common import (
    CALL_ID,
    CALLER,
    CREATED_BY,
    as_output,
    constant,
    emptied,
    id_of_call,
    optional,
)
from mockserver.protocol.item_types.row import Field, ItemType

CUSTOM_TOOL_CALL = ItemType(
    "custom_tool_call",
    "ctc",
    {
        **CALL_ID,
        "name": Field(check_text, needed=True),
        "input": Field(check_text, make=constant(""), first=emptied),
        "namespace": optional(check_text),
        "async": optional(check_flag),
        **CALLER,
    },
    tells_status=True,
    written=("name", "input"),
)

CUSTOM_TOOL_CALL_OUTPUT = ItemType(
    "custom_tool_call_output",
    "ctco",
    {
        "call_id": Field(check_text, make=id_of_call("custom_tool_call", "call_id", "call")),
        "output": Field(check_any, make=constant(""), read=as_output),
        **CALLER,
        **CREATED_BY,
    },
    text="output",
)
