"""The rows that say what events are, and where the texts that they carry belong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from mockserver.values import Json

Kind: TypeAlias = Literal[
    "opening",
    "terminal",
    "error",
    "failing",
    "item_added",
    "item_done",
    "part_added",
    "part_done",
    "delta",
    "text_done",
    "annotation",
    "image",
    "command_added",
    "command_delta",
    "command_done",
    "output_delta",
    "output_done",
    "progress",
    "free",
    "aside",
]
"""The part an event plays: `error` ends the stream where `failing` only announces its failure, `progress` belongs to an
item and changes no text, `free` belongs to none; an `aside` may even come before the first event and after the last."""


@dataclass(frozen=True, slots=True)
class PartList:
    """A list of parts: the item's field that holds it and the event's field that counts it."""

    field: str
    index: str


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text that streams: the item type, the field that holds it, and the part it stands in.

    Without `parts` the text is a field of the item itself, such as a call's `arguments`.
    """

    item: str
    field: str
    parts: PartList | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event type: `fields` and `optional` map each field but `type` and `sequence_number` to its JSON type.

    `text` is the text that the event carries, `parts` the list that a part event belongs to, `items` the item
    types of an event without either, `status` what the response of a lifecycle event may say of itself. An event that
    has all fields of `instead`, if there are any, needs none of `fields`.
    """

    kind: Kind
    fields: Mapping[str, str]
    optional: Mapping[str, str] = field(default_factory=dict)
    text: TextRow | None = None
    parts: PartList | None = None
    items: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)


CONTENT = PartList("content", "content_index")
SUMMARY = PartList("summary", "summary_index")

OUTPUT_TEXT = TextRow("message", "text", CONTENT, "output_text")
REFUSAL = TextRow("message", "refusal", CONTENT, "refusal")
REASONING_TEXT = TextRow("reasoning", "text", CONTENT, "reasoning_text")
SUMMARY_TEXT = TextRow("reasoning", "text", SUMMARY, "summary_text")
ARGUMENTS = TextRow("function_call", "arguments")
INPUT = TextRow("custom_tool_call", "input")
MCP_ARGUMENTS = TextRow("mcp_call", "arguments")
CODE = TextRow("code_interpreter_call", "code")

TEXTS = (OUTPUT_TEXT, REFUSAL, REASONING_TEXT, SUMMARY_TEXT, ARGUMENTS, INPUT, MCP_ARGUMENTS, CODE)


def find_text(item_type: Json, parts: PartList, part_type: Json) -> TextRow | None:
    """Find the text that a part of this type holds in this list of such an item."""
    wanted = (item_type, parts, part_type)
    return next((text for text in TEXTS if (text.item, text.parts, text.part) == wanted), None)
