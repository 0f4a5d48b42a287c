"""The model's reasoning (seed 001, ResponseReasoningItem)."""

from mockserver.protocol.author import check_each, check_fields, check_nullable, check_one_of, check_text, check_text_or
from mockserver.protocol.item_types.common import AGENT, constant, each, emptied, filled
from mockserver.protocol.item_types.row import Field, ItemType

_PART = check_fields("a part", {"type": check_one_of("summary_text", "reasoning_text"), "text": check_text}, ("text",))
_TEXTS = check_text_or(list, check_each(check_text_or(dict, _PART)))

REASONING = ItemType(
    "reasoning",
    "rs",
    {
        "summary": Field(_TEXTS, make=constant([]), read=each(filled("text", {"type": "summary_text"})), first=emptied),
        "content": Field(check_nullable(_TEXTS), read=each(filled("text", {"type": "reasoning_text"})), first=emptied),
        "encrypted_content": Field(check_nullable(check_text)),
        **AGENT,
    },
    text="summary",
    written=("summary.text", "content.text"),
)
