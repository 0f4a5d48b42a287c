"""What several agents say to each other (beta; surface/REPORT.md §3)."""

from mockserver.protocol.author import check_each, check_mapping, check_text, check_text_or
from mockserver.protocol.item_types.common import AGENT, ARGUMENTS, CALL_ID, constant, each, filled, id_of_call, of_call
from mockserver.protocol.item_types.row import Field, ItemType

_OUTPUT_TEXT = filled("text", {"type": "output_text", "annotations": []})
_PARTS = check_text_or(list, check_each(check_text_or(dict, check_mapping)))

AGENT_MESSAGE = ItemType(
    "agent_message",
    "amsg",
    {
        "author": Field(check_text, make=constant("/root")),
        "recipient": Field(check_text, make=constant("/root")),
        "content": Field(_PARTS, needed=True, read=each(filled("text", {"type": "text"}))),
        **AGENT,
    },
    text="content",
    written=("content.text",),
)

MULTI_AGENT_CALL = ItemType(
    "multi_agent_call",
    "mac",
    {
        **CALL_ID,
        "action": Field(check_text, needed=True),
        "arguments": ARGUMENTS["arguments"],
        **AGENT,
    },
    text="action",
    written=("action", "arguments"),
)

MULTI_AGENT_CALL_OUTPUT = ItemType(
    "multi_agent_call_output",
    "maco",
    {
        "call_id": Field(check_text, make=id_of_call("multi_agent_call", "call_id", "call")),
        "action": Field(check_text, make=of_call("multi_agent_call", "action", constant("spawn_agent"))),
        "output": Field(_PARTS, make=constant([]), read=each(_OUTPUT_TEXT)),
        **AGENT,
    },
    text="output",
)
