"""What a client owes to a response before the model can go on."""

from collections.abc import Mapping, Sequence

from mockserver.contract.rules.reading import CALLS
from mockserver.session.calls import unanswered_in
from mockserver.values import Event, JsonObject

_REPEATED: Mapping[str, tuple[str, ...]] = {
    "function_call": ("call_id", "name"),
    "custom_tool_call": ("call_id",),
    "computer_call": ("call_id",),
    "shell_call": ("call_id",),
    "apply_patch_call": ("call_id",),
    "tool_search_call": ("call_id", "execution"),
}
"""For each call that a client may have to answer the fields of it that the stub of its output repeats; the events know
no stub for outputs of a local shell (contracts/openai/steer_events.json)."""


def required_input(end: Event) -> list[JsonObject]:
    """Write a stub for each output and approval that is owed after this last event: what it answers, but no result."""
    output = _output_of(end)
    unanswered = unanswered_in(output)
    owed = [_stub(item) for item in output if item["type"] in _REPEATED and item.get("call_id") in unanswered]
    return owed + [_approval(item) for item in output if item["type"] == "mcp_approval_request"]


def _output_of(end: Event) -> Sequence[JsonObject]:
    # What a scenario writes as events may be anything.
    response = end.get("response")
    output = response.get("output") if isinstance(response, dict) else None
    items = [item for item in output if isinstance(item, dict)] if isinstance(output, list) else []
    return [item for item in items if isinstance(item.get("type"), str)]


def _stub(call: JsonObject) -> JsonObject:
    return {"type": CALLS[call["type"]].output, **{name: call.get(name) for name in _REPEATED[call["type"]]}}


def _approval(request: JsonObject) -> JsonObject:
    return {"type": "mcp_approval_response", "approval_request_id": request.get("id")}
