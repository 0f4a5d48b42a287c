"""Calls of tools that MCP servers have."""

from mockserver.auto.answer import message
from mockserver.auto.request import Request, mapping
from mockserver.auto.tools import Tool, as_text
from mockserver.values import Json, JsonObject, Kind

_TOOL = "search"


def mcp_items(tool: Tool, request: Request) -> list[JsonObject]:
    """Ask for approval where the request wants to be asked, which is the API's default; else list, call and answer."""
    name = _name(tool)
    call = {"server_label": tool.name, "name": name, "arguments": {"query": request.said or "an example"}}
    if _needs_approval(tool, name):
        return [{"mcp_approval_request": call}]
    listing = {"mcp_list_tools": {"server_label": tool.name, "tools": [name]}}
    known = any(item.get("type") == "mcp_list_tools" for item, _ in request.items)
    return [*([] if known else [listing]), {"mcp_call": {**call, "output": "An example result."}}, message(request)]


def approved_items(request: Request) -> list[JsonObject]:
    """Make the calls that the request approves of, and answer; nothing when it approves of none."""
    asked = {item.get("id"): item for item, kind in request.items if kind is Kind.MODEL}
    granted = (one.item for one in request.outputs if one.item.get("approve") is True)
    calls = [_approved(item["approval_request_id"], asked) for item in granted if "approval_request_id" in item]
    return [*calls, message(request)] if calls else []


def _approved(request_id: Json, asked: dict[Json, JsonObject]) -> JsonObject:
    call = asked.get(request_id, {}) if isinstance(request_id, str) else {}
    told = {key: call[key] for key in ("server_label", "arguments") if isinstance(call.get(key), str)}
    name = as_text(call.get("name")) or _TOOL
    return {
        "mcp_call": {**told, "name": name, "approval_request_id": as_text(request_id), "output": "An example result."}
    }


def _name(tool: Tool) -> str:
    wanted = tool.spec.get("allowed_tools")
    names = wanted if isinstance(wanted, list) else mapping(wanted).get("tool_names")
    return next((name for name in names if isinstance(name, str)), _TOOL) if isinstance(names, list) else _TOOL


def _needs_approval(tool: Tool, name: str) -> bool:
    wanted = tool.spec.get("require_approval")
    never = mapping(mapping(wanted).get("never")).get("tool_names")
    return not (wanted == "never" or (isinstance(never, list) and name in never))
