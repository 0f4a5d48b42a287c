"""Calls of the client's own functions, and what they gave (seed 001, ResponseFunctionToolCall)."""

from mockserver.protocol.author import check_any, check_flag, check_text
from mockserver.protocol.item_types.common import (
    ARGUMENTS,
    CALL_ID,
    CALLER,
    CREATED_BY,
    as_output,
    constant,
    id_of_call,
    optional,
)
from mockserver.protocol.item_types.row import Field, ItemType

FUNCTION_CALL = ItemType(
    "function_call",
    "fc",
    {
        **CALL_ID,
        "name": Field(check_text, needed=True),
        **ARGUMENTS,
        "namespace": optional(check_text),
        "async": optional(check_flag),
        **CALLER,
    },
    written=("name", "arguments"),
)

FUNCTION_CALL_OUTPUT = ItemType(
    "function_call_output",
    "fco",
    {
        "call_id": Field(check_text, make=id_of_call("function_call", "call_id", "call")),
        "output": Field(check_any, make=constant(""), read=as_output),
        "name": optional(check_text),
        "namespace": optional(check_text),
        **CALLER,
        **CREATED_BY,
    },
    text="output",
)
