"""What lists show of the items that clients send: the keys of each type, which are filled in, which may be null.

Clients may leave out much, send null for it, and add what they like; what is listed is closed (surface/REPORT.md §3,
seed 001, ItemResource).
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from mockserver.values import Json, JsonObject

Form: TypeAlias = Callable[[Json], Json]
"""Reads what a client sent as what a list shows of it; a list member by member, what is no object as it is."""


def closed(keys: str, needed: Mapping[str, Json] | None = None, **inner: Form) -> Form:
    """Describe objects that have these keys and no others.

    A key that ends in `?` may be null, any other is left out then. `needed` are the values of keys that no object
    lacks, `inner` are the forms of values.
    """
    known = {name.rstrip("?"): name.endswith("?") for name in keys.split()}

    def read(value: JsonObject) -> Json:
        given = {key: inner.get(key, _same)(part) for key, part in value.items() if key in known}
        return {**(needed or {}), **{key: part for key, part in given.items() if part is not None or known[key]}}

    return _objects(read)


def by_type(**forms: Form) -> Form:
    """Describe objects by their `type`; one of an unknown type is shown as it is."""

    def read(value: JsonObject) -> Json:
        kind = value.get("type")
        return forms[kind](value) if isinstance(kind, str) and kind in forms else value

    return _objects(read)


def _objects(read: Callable[[JsonObject], Json]) -> Form:
    def read_any(value: Json) -> Json:
        if isinstance(value, list):
            return [read_any(member) for member in value]
        return read(value) if isinstance(value, dict) else value

    return read_any


def _same(value: Json) -> Json:
    return value


def _mapping(value: Json) -> Json:
    return value if isinstance(value, dict) else None


def _tool_error(value: Json) -> Json:
    """Read a plain text as the error of a tool."""
    content = [{"type": "text", "text": value}]
    return {"type": "mcp_tool_execution_error", "content": content} if isinstance(value, str) else _MCP_ERROR(value)


_ANNOTATION = by_type(
    file_citation=closed("type file_id filename index"),
    url_citation=closed("type url title start_index end_index"),
    container_file_citation=closed("type container_id file_id filename start_index end_index"),
    file_path=closed("type file_id index"),
)
_LOGPROB = closed("token logprob bytes top_logprobs", top_logprobs=closed("token logprob bytes"))


def _text(needed: JsonObject) -> Form:
    return closed("type text annotations logprobs", needed, annotations=_ANNOTATION, logprobs=_LOGPROB)


_BREAKPOINT = closed("mode ttl?")
_PARTS: Mapping[str, Form] = {
    "input_text": closed("type text prompt_cache_breakpoint", prompt_cache_breakpoint=_BREAKPOINT),
    "input_image": closed(
        "type detail image_url? file_id? prompt_cache_breakpoint",
        needed={"detail": "auto", "image_url": None},
        prompt_cache_breakpoint=_BREAKPOINT,
    ),
    "input_file": closed(
        "type file_id? filename file_data file_url detail prompt_cache_breakpoint", prompt_cache_breakpoint=_BREAKPOINT
    ),
    "text": closed("type text"),
    "output_text": _text({"annotations": [], "logprobs": []}),
    "refusal": closed("type refusal"),
    "summary_text": closed("type text"),
    "reasoning_text": closed("type text"),
    "computer_screenshot": closed(
        "type image_url? file_id? detail prompt_cache_breakpoint?",
        needed={"image_url": None, "file_id": None, "detail": "auto"},
        prompt_cache_breakpoint=_BREAKPOINT,
    ),
    "encrypted_content": closed("type encrypted_content"),
}
_PART = by_type(**_PARTS)
_SUMMARY = closed("type text")
_SOURCE = closed("type url")
_SAFETY = closed("id code? message?")
_SEARCH: JsonObject = {"type": "search"}
_ACTION = by_type(
    search=closed("type query queries sources", sources=_SOURCE),
    open_page=closed("type url?"),
    find_in_page=closed("type url pattern"),
)
_COMPUTER_ACTION = by_type(
    click=closed("type button x y keys?", needed={"button": "left"}),
    double_click=closed("type x y keys?", needed={"keys": None}),
    drag=closed("type path keys?", path=closed("x y")),
    keypress=closed("type keys"),
    move=closed("type x y keys?"),
    screenshot=closed("type"),
    scroll=closed("type x y scroll_x scroll_y keys?", needed={"scroll_x": 0, "scroll_y": 0}),
    type=closed("type text"),
    wait=closed("type"),
)
_IMAGE_ERROR = closed(
    "type message code? param? moderation_details?", moderation_details=closed("categories moderation_stage")
)
_SVG_USAGE = closed("model input_tokens output_tokens reasoning_tokens total_tokens")
_CODE_OUTPUT = by_type(logs=closed("type logs"), image=closed("type url"))
_EXEC = closed("type command env timeout_ms? user? working_directory?")
_COMMANDS = closed("commands timeout_ms? max_output_length?", needed={"timeout_ms": None, "max_output_length": None})
_ENVIRONMENT = by_type(local=closed("type"), container_reference=closed("type container_id"))
_COMMAND_OUTPUT = closed(
    "stdout stderr outcome created_by", outcome=by_type(timeout=closed("type"), exit=closed("type exit_code"))
)
_PATCH = by_type(
    create_file=closed("type path diff"), delete_file=closed("type path"), update_file=closed("type path diff")
)
_MCP_TOOL = closed(
    "name input_schema description? annotations?",
    needed={"input_schema": {"type": "object"}},
    input_schema=_mapping,
    annotations=_mapping,
)
_MCP_ERROR = by_type(
    mcp_protocol_error=closed("type code message"),
    mcp_tool_execution_error=closed("type content"),
    http_error=closed("type code message"),
)
_SEARCHED: JsonObject = {"call_id": None, "execution": "server"}


def _item(keys: str, needed: Mapping[str, Json] | None = None, **inner: Form) -> Form:
    return closed(f"{keys} agent?", needed, agent=closed("agent_name"), **inner)


def _called(keys: str, needed: Mapping[str, Json] | None = None, **inner: Form) -> Form:
    caller = by_type(direct=closed("type"), program=closed("type caller_id"))
    return _item(f"{keys} caller? created_by", needed, caller=caller, **inner)


FORMS: Mapping[str, Form] = {
    "message": _item("role content phase", content=_PART),
    "function_call": _called("call_id name arguments namespace async?"),
    "function_call_output": _called("call_id output name namespace", output=_PART),
    "custom_tool_call": _called("call_id name input namespace async?"),
    "custom_tool_call_output": _called("call_id output", output=_PART),
    "reasoning": _item("summary content encrypted_content", needed={"summary": []}, summary=_SUMMARY, content=_SUMMARY),
    "compaction": _item("encrypted_content created_by"),
    "configuration_update": _item("reasoning? text?"),
    "file_search_call": _item("queries results?", results=closed("file_id filename text score attributes?")),
    "web_search_call": _item("action", needed={"action": _SEARCH}, action=_ACTION),
    "image_generation_call": _item(
        "result? action? background? error? output_format? quality? revised_prompt? size? svg_usage?",
        needed={"result": None},
        error=_IMAGE_ERROR,
        svg_usage=_SVG_USAGE,
    ),
    "code_interpreter_call": _item(
        "container_id code? outputs?", needed={"code": None, "outputs": None}, outputs=_CODE_OUTPUT
    ),
    "computer_call": _item(
        "call_id pending_safety_checks action actions",
        needed={"pending_safety_checks": []},
        pending_safety_checks=_SAFETY,
        action=_COMPUTER_ACTION,
        actions=_COMPUTER_ACTION,
    ),
    "computer_call_output": _item(
        "call_id output acknowledged_safety_checks created_by",
        output=closed("type image_url file_id"),
        acknowledged_safety_checks=_SAFETY,
    ),
    "local_shell_call": _item("call_id action", action=_EXEC),
    "local_shell_call_output": _item("call_id output"),
    "shell_call": _called(
        "call_id action environment?", needed={"environment": None}, action=_COMMANDS, environment=_ENVIRONMENT
    ),
    "shell_call_output": _called(
        "call_id output max_output_length?", needed={"max_output_length": None}, output=_COMMAND_OUTPUT
    ),
    "apply_patch_call": _called("call_id operation", operation=_PATCH),
    "apply_patch_call_output": _called("call_id output?"),
    "mcp_list_tools": _item("server_label tools error?", tools=_MCP_TOOL),
    "mcp_call": _item("server_label name arguments output? error? approval_request_id?", error=_tool_error),
    "mcp_approval_request": _item("server_label name arguments"),
    "mcp_approval_response": _item("approval_request_id approve reason?"),
    "program": _item("call_id code fingerprint"),
    "program_output": _item("call_id result"),
    "tool_search_call": _item("call_id? execution arguments created_by", needed={**_SEARCHED, "arguments": {}}),
    "tool_search_output": _item("call_id? execution tools created_by", needed=_SEARCHED),
    "additional_tools": _item("role tools"),
    "agent_message": _item("author recipient content", content=_PART),
    "multi_agent_call": _item("call_id action arguments"),
    "multi_agent_call_output": _item("call_id action output", output=by_type(output_text=_text({"annotations": []}))),
}
"""By item type, all but id, type and status."""
