"""Commands for the client's own shell, and what they wrote (seed 001, LocalShellCall)."""

from mockserver.protocol.author import (
    check_integer,
    check_mapping,
    check_nullable,
    check_text,
    check_text_or,
    check_texts,
)
from mockserver.protocol.item_types.common import AGENT, CALL_ID, constant, filled, id_of_call
from mockserver.protocol.item_types.row import Field, ItemType, Making
from mockserver.values import JsonObject

_SHELL = ("bash", "-lc")
_FILLED = filled("command", {"type": "exec", "env": {}})


def _action(shorts: JsonObject, making: Making) -> JsonObject:
    command = shorts.get("command", [])
    words = [*_SHELL, command] if isinstance(command, str) else command
    return {"type": "exec", "env": {}, **shorts, "command": words}


LOCAL_SHELL_CALL = ItemType(
    "local_shell_call",
    "lsh",
    {
        **CALL_ID,
        "action": Field(
            check_mapping,
            read=_FILLED,
            needed=True,
            shorts={
                "command": check_text_or(list, check_texts),
                "env": check_mapping,
                "timeout_ms": check_nullable(check_integer),
                "user": check_nullable(check_text),
                "working_directory": check_nullable(check_text),
            },
            build=_action,
            first=lambda action: {**action, "command": []},
        ),
        **AGENT,
    },
    text="command",
    written=("action.command",),
)

LOCAL_SHELL_CALL_OUTPUT = ItemType(
    "local_shell_call_output",
    "lsho",
    {
        "call_id": Field(check_text, make=id_of_call("local_shell_call", "call_id", "call")),
        "output": Field(check_text, make=constant("")),
        **AGENT,
    },
    text="output",
)
