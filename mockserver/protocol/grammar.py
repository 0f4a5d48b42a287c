"""What the stream's events are: their fields, and where the texts they carry belong."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeGuard

from mockserver.protocol.finding import Finding, shown
from mockserver.values import Event, Json

Kind: TypeAlias = Literal[
    "opening",
    "terminal",
    "error",
    "item_added",
    "item_done",
    "part_added",
    "part_done",
    "delta",
    "text_done",
    "annotation",
    "progress",
    "free",
]
"""The part an event plays: `progress` belongs to an item and changes no text, `free` belongs to none."""


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

    `text` is the text that the event carries, `parts` the list that a part event belongs to, `items` the item types
    of a progress event, `status` what the response of a lifecycle event may say of itself.
    """

    kind: Kind
    fields: Mapping[str, str]
    optional: Mapping[str, str] = field(default_factory=dict)
    text: TextRow | None = None
    parts: PartList | None = None
    items: tuple[str, ...] = ()
    status: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusRow:
    """The status of one item type: whether every item has one, and those an item may end with."""

    always: bool
    final: tuple[str, ...]


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

STATUSES: dict[str, StatusRow] = {
    "message": StatusRow(always=True, final=("completed", "incomplete")),
    "function_call": StatusRow(always=True, final=("completed", "incomplete")),
    "reasoning": StatusRow(always=False, final=("completed", "incomplete")),
    "mcp_call": StatusRow(always=False, final=("completed", "incomplete", "failed")),
    "code_interpreter_call": StatusRow(always=False, final=("completed", "incomplete", "failed")),
}
"""Item types that are missing here may have any status or none (surface/REPORT.md §3)."""

_RESPONSE = {"response": "object"}
_ITEM = {"output_index": "integer", "item": "object"}
_INSIDE = {"output_index": "integer", "item_id": "string"}
_IN_CONTENT = {**_INSIDE, "content_index": "integer"}
_IN_SUMMARY = {**_INSIDE, "summary_index": "integer"}
_COMMAND = {"output_index": "integer", "command_index": "integer"}
_SHELL_OUTPUT = {**_INSIDE, "command_index": "integer"}
_IMAGE = {**_INSIDE, "partial_image_index": "integer", "partial_image_b64": "string"}
_IMAGE_FORMAT = dict.fromkeys(("size", "quality", "background", "output_format"), "string")
_LOGPROBS = {"logprobs": "array"}
_OBFUSCATION = {"obfuscation": "string"}


def _lifecycle(kind: Kind, *status: str) -> EventRow:
    return EventRow(kind, _RESPONSE, status=status)


def _delta(text: TextRow, fields: Mapping[str, str]) -> EventRow:
    return EventRow("delta", {**fields, "delta": "string"}, _OBFUSCATION, text)


def _text_done(text: TextRow, fields: Mapping[str, str], optional: Mapping[str, str] | None = None) -> EventRow:
    return EventRow("text_done", {**fields, text.field: "string"}, optional or {}, text)


def _progress(item: str, fields: Mapping[str, str], optional: Mapping[str, str] | None = None) -> EventRow:
    return EventRow("progress", fields, optional or {}, items=(item,))


def _part(
    kind: Kind, parts: PartList, fields: Mapping[str, str], optional: Mapping[str, str] | None = None
) -> EventRow:
    return EventRow(kind, {**fields, "part": "object"}, optional or {}, parts=parts)


_PROGRESS_NAMES = {
    "file_search_call": ("in_progress", "searching", "completed"),
    "web_search_call": ("in_progress", "searching", "completed"),
    "image_generation_call": ("in_progress", "generating", "completed"),
    "code_interpreter_call": ("in_progress", "interpreting", "completed"),
    "mcp_call": ("in_progress", "completed", "failed"),
    "mcp_list_tools": ("in_progress", "completed", "failed"),
    "compaction": ("compacting",),
}

_PROGRESS_EVENTS = {
    f"response.{item}.{name}": _progress(item, _INSIDE) for item, names in _PROGRESS_NAMES.items() for name in names
}

EVENTS: dict[str, EventRow] = {
    "response.created": _lifecycle("opening", "in_progress", "queued"),
    "response.queued": _lifecycle("opening", "queued"),
    "response.in_progress": _lifecycle("opening", "in_progress"),
    "response.completed": _lifecycle("terminal", "completed"),
    "response.failed": _lifecycle("terminal", "failed"),
    "response.incomplete": _lifecycle("terminal", "incomplete", "cancelled"),
    "error": EventRow("error", {"code": "string or null", "message": "string", "param": "string or null"}),
    "response.output_item.added": EventRow("item_added", _ITEM),
    "response.output_item.done": EventRow("item_done", _ITEM),
    "response.content_part.added": _part("part_added", CONTENT, _IN_CONTENT),
    "response.content_part.done": _part("part_done", CONTENT, _IN_CONTENT),
    "response.output_text.delta": _delta(OUTPUT_TEXT, {**_IN_CONTENT, **_LOGPROBS}),
    "response.output_text.done": _text_done(OUTPUT_TEXT, {**_IN_CONTENT, **_LOGPROBS}),
    "response.output_text.annotation.added": EventRow(
        "annotation", {**_IN_CONTENT, "annotation_index": "integer", "annotation": "object"}, text=OUTPUT_TEXT
    ),
    "response.refusal.delta": _delta(REFUSAL, _IN_CONTENT),
    "response.refusal.done": _text_done(REFUSAL, _IN_CONTENT),
    "response.reasoning_text.delta": _delta(REASONING_TEXT, _IN_CONTENT),
    "response.reasoning_text.done": _text_done(REASONING_TEXT, _IN_CONTENT),
    "response.reasoning_summary_part.added": _part("part_added", SUMMARY, _IN_SUMMARY),
    "response.reasoning_summary_part.done": _part("part_done", SUMMARY, _IN_SUMMARY, {"status": "'incomplete'"}),
    "response.reasoning_summary_text.delta": _delta(SUMMARY_TEXT, _IN_SUMMARY),
    "response.reasoning_summary_text.done": _text_done(SUMMARY_TEXT, _IN_SUMMARY),
    "response.function_call_arguments.delta": _delta(ARGUMENTS, _INSIDE),
    "response.function_call_arguments.done": _text_done(ARGUMENTS, _INSIDE, {"name": "string"}),
    "response.custom_tool_call_input.delta": _delta(INPUT, _INSIDE),
    "response.custom_tool_call_input.done": _text_done(INPUT, _INSIDE),
    "response.mcp_call_arguments.delta": _delta(MCP_ARGUMENTS, _INSIDE),
    "response.mcp_call_arguments.done": _text_done(MCP_ARGUMENTS, _INSIDE),
    "response.code_interpreter_call_code.delta": _delta(CODE, _INSIDE),
    "response.code_interpreter_call_code.done": _text_done(CODE, _INSIDE),
    "response.image_generation_call.partial_image": _progress("image_generation_call", _IMAGE, _IMAGE_FORMAT),
    "response.shell_call_command.added": _progress("shell_call", {**_COMMAND, "command": "string"}),
    "response.shell_call_command.delta": _progress("shell_call", {**_COMMAND, "delta": "string"}, _OBFUSCATION),
    "response.shell_call_command.done": _progress("shell_call", {**_COMMAND, "command": "string"}),
    "response.shell_call_output_content.delta": _progress("shell_call_output", {**_SHELL_OUTPUT, "delta": "object"}),
    "response.shell_call_output_content.done": _progress("shell_call_output", {**_SHELL_OUTPUT, "output": "array"}),
    "response.audio.delta": EventRow("free", {"delta": "string"}),
    "response.audio.done": EventRow("free", {}),
    "response.audio.transcript.delta": EventRow("free", {"delta": "string"}),
    "response.audio.transcript.done": EventRow("free", {}),
    **_PROGRESS_EVENTS,
}
"""Every event of the HTTP stream (surface/REPORT.md §2); `name` of finished arguments may be missing (it is in no
SDK type), `logprobs` of output text may not (it is required by the official document)."""


def is_integer(value: Json) -> TypeGuard[int]:
    """Tell whether a value is a JSON integer, which `true` is not."""
    return isinstance(value, int) and not isinstance(value, bool)


_IS: dict[str, Callable[[Json], bool]] = {
    "string": lambda value: isinstance(value, str),
    "string or null": lambda value: value is None or isinstance(value, str),
    "integer": is_integer,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "'incomplete'": lambda value: value == "incomplete",
}


def find_row(event: Event) -> EventRow | None:
    """Find the row of an event's type; none when the type is unknown."""
    name = event.get("type")
    return EVENTS.get(name) if isinstance(name, str) else None


def field_flaws(row: EventRow, event: Event) -> Iterator[Finding]:
    """Find the fields that are missing or of the wrong JSON type."""
    for name, wanted in (*row.fields.items(), *row.optional.items()):
        if name not in event:
            if name in row.fields:
                yield Finding(name, f"the field is missing; expected {wanted}")
        elif not _IS[wanted](event[name]):
            yield Finding(name, f"expected {wanted}, got {shown(event[name])}")


def read(event: Event) -> EventRow | None:
    """Find the row of an event that is known and has all its fields; none for any other."""
    row = find_row(event)
    return None if row is None or any(field_flaws(row, event)) else row


def find_text(item_type: Json, parts: PartList, part_type: Json) -> TextRow | None:
    """Find the text that a part of this type holds in this list of such an item."""
    wanted = (item_type, parts, part_type)
    return next((text for text in TEXTS if (text.item, text.parts, text.part) == wanted), None)
