"""Code that the model ran (seed 001, ResponseCodeInterpreterToolCall)."""

from mockserver.protocol.author import check_each, check_mapping, check_nullable, check_text, check_text_or
from mockserver.protocol.item_types.common import AGENT, constant, each, emptied, filled, nothing, own_id, unless_broken
from mockserver.protocol.item_types.row import Field, ItemType

_OUTPUTS = each(filled("logs", {"type": "logs"}))

CODE_INTERPRETER_CALL = ItemType(
    "code_interpreter_call",
    "ci",
    {
        "container_id": Field(check_text, make=own_id("cntr")),
        "code": Field(check_nullable(check_text), make=constant(""), first=emptied),
        "outputs": Field(
            check_nullable(check_each(check_text_or(dict, check_mapping))),
            make=unless_broken(constant([])),
            read=_OUTPUTS,
            shorts={"logs": check_text},
            build=lambda shorts, making: _OUTPUTS([shorts["logs"]], making),
            first=nothing,
        ),
        **AGENT,
    },
    text="code",
    written=("code",),
)
