"""Commands for a shell, and what they wrote (surface/REPORT.md §3, FunctionShellCall)."""

from mockserver.protocol.author import (
    check_each,
    check_fields,
    check_integer,
    check_mapping,
    check_nullable,
    check_number,
    check_text,
    check_text_or,
    check_texts,
)
from mockserver.protocol.item_types.common import (
    CALL_ID,
    CALLER,
    CREATED_BY,
    constant,
    each,
    emptied,
    filled,
    id_of_call,
)
from mockserver.protocol.item_types.row import Field, ItemType, Making
from mockserver.values import Json, JsonObject

_LIMITS: JsonObject = {"timeout_ms": None, "max_output_length": None}
_WRITTEN: JsonObject = {"stdout": "", "stderr": ""}
_WRITES = {"stdout": check_text, "stderr": check_text}
_LIMIT = check_nullable(check_integer)


def _action(value: Json, making: Making) -> JsonObject:
    commands = value.get("commands", [])
    return {**_LIMITS, **value, "commands": [commands] if isinstance(commands, str) else commands}


def _output(value: Json, making: Making) -> JsonObject:
    keys = value if isinstance(value, dict) else {"stdout": value}
    outcome = {"type": "exit", "exit_code": keys.get("exit_code", 0)}
    rest = {key: part for key, part in keys.items() if key != "exit_code"}
    return {**_WRITTEN, "outcome": outcome, **rest}


_OUTPUTS = each(_output)

SHELL_CALL = ItemType(
    "shell_call",
    "sh",
    {
        **CALL_ID,
        "action": Field(
            check_mapping,
            read=_action,
            needed=True,
            shorts={
                "commands": check_text_or(list, check_texts),
                "timeout_ms": _LIMIT,
                "max_output_length": _LIMIT,
            },
            build=_action,
            first=lambda action: {**action, "commands": []},
        ),
        "environment": Field(
            check_nullable(check_text_or(dict, check_mapping)), make=constant(None), read=filled("type", {})
        ),
        **CALLER,
        **CREATED_BY,
    },
    text="commands",
    written=("action.commands",),
)

SHELL_CALL_OUTPUT = ItemType(
    "shell_call_output",
    "sho",
    {
        "call_id": Field(check_text, make=id_of_call("shell_call", "call_id", "call")),
        "output": Field(
            check_text_or(
                list,
                check_each(
                    check_text_or(
                        dict,
                        check_fields(
                            "an output",
                            {
                                **_WRITES,
                                "exit_code": check_number,
                                "outcome": check_mapping,
                                "created_by": check_text,
                            },
                        ),
                    )
                ),
            ),
            make=lambda making: _OUTPUTS([{}] if making.course == "completed" else [], making),
            read=_OUTPUTS,
            shorts={**_WRITES, "exit_code": check_number},
            build=_OUTPUTS,
            first=emptied,
        ),
        "max_output_length": Field(_LIMIT, make=constant(None)),
        **CALLER,
        **CREATED_BY,
    },
    text="stdout",
)
