"""The event types of each dialect's stream."""

from collections.abc import Mapping

from mockserver.protocol.rows import (
    ARGUMENTS,
    CODE,
    CONTENT,
    INPUT,
    MCP_ARGUMENTS,
    OUTPUT_TEXT,
    REASONING_TEXT,
    REFUSAL,
    SUMMARY,
    SUMMARY_TEXT,
    EventRow,
    Kind,
    PartList,
    TextRow,
)

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
_FLAT_ERROR = {"code": "string or null", "message": "string", "param": "string or null"}


def _lifecycle(kind: Kind, *status: str) -> EventRow:
    return EventRow(kind, _RESPONSE, status=status)


def _delta(text: TextRow, fields: Mapping[str, str]) -> EventRow:
    return EventRow("delta", {**fields, "delta": "string"}, _OBFUSCATION, text)


def _text_done(text: TextRow, fields: Mapping[str, str], optional: Mapping[str, str] | None = None) -> EventRow:
    return EventRow("text_done", {**fields, text.field: "string"}, optional or {}, text)


def _of_item(kind: Kind, item: str, fields: Mapping[str, str], optional: Mapping[str, str] | None = None) -> EventRow:
    return EventRow(kind, fields, optional or {}, items=(item,))


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
    f"response.{item}.{name}": _of_item("progress", item, _INSIDE)
    for item, names in _PROGRESS_NAMES.items()
    for name in names
}

EVENTS: dict[str, EventRow] = {
    "response.created": _lifecycle("opening", "in_progress", "queued"),
    "response.queued": _lifecycle("opening", "queued"),
    "response.in_progress": _lifecycle("opening", "in_progress"),
    "response.completed": _lifecycle("terminal", "completed"),
    "response.failed": _lifecycle("terminal", "failed"),
    "response.incomplete": _lifecycle("terminal", "incomplete", "cancelled"),
    "error": EventRow("error", _FLAT_ERROR, instead={"error": "object"}),
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
    "response.image_generation_call.partial_image": _of_item("image", "image_generation_call", _IMAGE, _IMAGE_FORMAT),
    "response.shell_call_command.added": _of_item("command_added", "shell_call", {**_COMMAND, "command": "string"}),
    "response.shell_call_command.delta": _of_item(
        "command_delta", "shell_call", {**_COMMAND, "delta": "string"}, _OBFUSCATION
    ),
    "response.shell_call_command.done": _of_item("command_done", "shell_call", {**_COMMAND, "command": "string"}),
    "response.shell_call_output_content.delta": _of_item(
        "output_delta", "shell_call_output", {**_SHELL_OUTPUT, "delta": "object"}, _OBFUSCATION
    ),
    "response.shell_call_output_content.done": _of_item(
        "output_done", "shell_call_output", {**_SHELL_OUTPUT, "output": "array"}
    ),
    "response.audio.delta": EventRow("free", {"delta": "string"}),
    "response.audio.done": EventRow("free", {}),
    "response.audio.transcript.delta": EventRow("free", {"delta": "string"}),
    "response.audio.transcript.done": EventRow("free", {}),
    **_PROGRESS_EVENTS,
}
"""Every event of the HTTP stream (surface/REPORT.md §2); `name` of finished arguments may be missing (it is in no
SDK type), `logprobs` of output text may not (it is required by the official document). An error is flat as documented,
or nested as in recorded streams (surface/REPORT.md §7)."""

_SAME = (
    "response.created",
    "response.queued",
    "response.in_progress",
    "response.completed",
    "response.failed",
    "response.incomplete",
    "response.output_item.added",
    "response.output_item.done",
    "response.content_part.added",
    "response.content_part.done",
    "response.output_text.annotation.added",
    "response.refusal.delta",
    "response.refusal.done",
    "response.reasoning_summary_part.added",
    "response.reasoning_summary_part.done",
    "response.reasoning_summary_text.delta",
    "response.reasoning_summary_text.done",
    "response.function_call_arguments.delta",
    "response.function_call_arguments.done",
)
OPEN_EVENTS: dict[str, EventRow] = {
    **{name: EVENTS[name] for name in _SAME},
    "error": EventRow("failing", {"error": "object"}, _FLAT_ERROR),
    "response.output_text.delta": EventRow(
        "delta", {**_IN_CONTENT, "delta": "string"}, {**_LOGPROBS, **_OBFUSCATION}, OUTPUT_TEXT
    ),
    "response.output_text.done": _text_done(OUTPUT_TEXT, _IN_CONTENT, _LOGPROBS),
    "response.reasoning.delta": EVENTS["response.reasoning_text.delta"],
    "response.reasoning.done": EVENTS["response.reasoning_text.done"],
}
"""Every event of an Open Responses stream (open-responses/NOTES.md §5), which servers may add their own to."""

_STEER = {"steer": "object"}
_INJECT = {"response_id": "string"}
SOCKET_EVENTS: dict[str, EventRow] = {
    "error": EventRow("error", {"error": "object"}, {"status": "integer"}),
    "response.steer.accepted": EventRow("aside", _STEER),
    "response.steer.pending": EventRow("aside", {**_STEER, "reason": "string", "required_input": "array"}),
    "response.steer.failed": EventRow("aside", {**_STEER, "error": "object"}),
    "response.inject.created": EventRow("aside", _INJECT),
    "response.inject.failed": EventRow("aside", {**_INJECT, "input": "array", "error": "object"}),
}
"""What a WebSocket has beyond the HTTP stream, or otherwise (surface/REPORT.md §1, §2): the error is an object of its
own, and what becomes of the words put in while a response runs is told beside it, even after its end."""

OPEN_SOCKET_EVENTS: dict[str, EventRow] = {"error": EventRow("error", {"error": "object", "status": "integer"})}
"""The same of Open Responses (open-responses/NOTES.md W8), where the error alone ends a turn."""
