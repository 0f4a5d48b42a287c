"""Programs that call tools, and what they gave (surface/REPORT.md §3, Program)."""

from mockserver.protocol.author import check_any, check_text
from mockserver.protocol.item_types.common import AGENT, CALL_ID, as_json_text, constant, emptied, id_of_call, own_id
from mockserver.protocol.item_types.row import Field, ItemType

PROGRAM = ItemType(
    "program",
    "prog",
    {
        **CALL_ID,
        "code": Field(check_text, needed=True, first=emptied),
        "fingerprint": Field(check_text, make=own_id("fp")),
        **AGENT,
    },
    text="code",
    written=("code",),
)

PROGRAM_OUTPUT = ItemType(
    "program_output",
    "prgo",
    {
        "call_id": Field(check_text, make=id_of_call("program", "call_id", "call")),
        "result": Field(check_any, make=constant(""), read=as_json_text, first=emptied),
        **AGENT,
    },
    text="result",
)
