"""Patches of files, and how they went (surface/REPORT.md §3, ApplyPatchToolCall)."""

from collections.abc import Iterator

from mockserver.protocol.author import Problem, check_mapping, check_nullable, check_text
from mockserver.protocol.item_types.body import check_one
from mockserver.protocol.item_types.common import CALL_ID, CALLER, CREATED_BY, constant, id_of_call
from mockserver.protocol.item_types.row import Field, ItemType, Making
from mockserver.values import JsonObject

_WITH_DIFF = ("create_file", "update_file")
_OPERATIONS = (*_WITH_DIFF, "delete_file")
_check_operation = check_one(*_OPERATIONS, "operation")


def _operation(shorts: JsonObject, making: Making) -> JsonObject:
    [name] = [name for name in _OPERATIONS if name in shorts]
    diff = {"diff": shorts.get("diff", "")} if name in _WITH_DIFF else {}
    return {"type": name, "path": shorts[name], **diff}


def _check(body: JsonObject) -> Iterator[Problem]:
    yield from _check_operation(body)
    if "delete_file" in body and "diff" in body:
        yield ("diff",), "'diff' belongs beside 'create_file' or 'update_file'"


APPLY_PATCH_CALL = ItemType(
    "apply_patch_call",
    "apc",
    {
        **CALL_ID,
        "operation": Field(
            check_mapping,
            shorts={**dict.fromkeys(_OPERATIONS, check_text), "diff": check_text},
            build=_operation,
            first=lambda operation: {**operation, **({"diff": ""} if "diff" in operation else {})},
        ),
        **CALLER,
        **CREATED_BY,
    },
    also=_check,
    written=("operation.path", "operation.diff"),
)

APPLY_PATCH_CALL_OUTPUT = ItemType(
    "apply_patch_call_output",
    "apco",
    {
        "call_id": Field(check_text, make=id_of_call("apply_patch_call", "call_id", "call")),
        "output": Field(check_nullable(check_text), make=constant("")),
        **CALLER,
        **CREATED_BY,
    },
    text="output",
)
