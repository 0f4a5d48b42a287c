"""Nulls that stand for nothing: an SDK that dumps an item whole writes them for every field that was left out."""

from collections.abc import Mapping, Sequence

from mockserver.values import Json

_LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "message": ("content.annotations", "content.logprobs"),
    "function_call": ("namespace",),
    "function_call_output": ("name", "namespace", "created_by", "output.prompt_cache_breakpoint"),
    "custom_tool_call": ("namespace",),
    "custom_tool_call_output": ("created_by", "output.prompt_cache_breakpoint"),
    "reasoning": ("content",),
    "compaction": ("created_by",),
    "file_search_call": ("results.text",),
    "web_search_call": ("action.query", "action.queries", "action.sources"),
    "computer_call": ("action", "actions"),
    "computer_call_output": ("output.image_url", "output.file_id", "acknowledged_safety_checks", "created_by"),
    "shell_call": ("created_by",),
    "shell_call_output": ("output.created_by", "created_by"),
    "apply_patch_call": ("created_by",),
    "apply_patch_call_output": ("created_by",),
    "tool_search_call": ("created_by",),
    "tool_search_output": ("created_by",),
    "multi_agent_call_output": ("output.logprobs",),
}
"""By item type, the places that have a value or are left out, and are never null on the wire (surface/REPORT.md §3)."""


def without_nulls(item_type: str, body: Json) -> Json:
    """Leave out of an author's body what is null where the API knows no null."""
    for place in _LEFT_OUT.get(item_type, ()):
        body = _without(body, place.split("."))
    return body


def _without(value: Json, path: Sequence[str]) -> Json:
    if isinstance(value, list):
        return [_without(member, path) for member in value]
    key, *below = path
    if not isinstance(value, dict) or key not in value:
        return value
    if below:
        return {**value, key: _without(value[key], below)}
    return value if value[key] is not None else {name: part for name, part in value.items() if name != key}
