"""Calls of tools that MCP servers have."""

from mockserver.auto.answer import EXAMPLE_RESULT, message
from mockserver.auto.request import Request, mapping
from mockserver.auto.tools import Tool, as_text
from mockserver.values import Json, JsonObject, Kind

_TOOL = "search"


def mcp_items(tool: Tool, request: Request) -> list[JsonObject]:
    """Ask for approval where the request wants to be asked, which is the API's default; else list, call and answer."""
    name, call = _name(tool), _call(tool, request)
    if _needs_approval(tool, name):
        return [{"mcp_approval_request": call}]
    listing = {"mcp_list_tools": {"server_label": tool.name, "tools": [name]}}
    known = any(item.get("type") == "mcp_list_tools" for item, _ in request.items)
    return [*([] if known else [listing]), {"mcp_call": {**call, "output": EXAMPLE_RESULT}}, message(request)]


def approved_items(request: Request) -> list[JsonObject]:
    """Make the calls that the request approves of, and answer; nothing when it approves of none."""
    granted = (one.item for one in request.outputs if one.item.get("approve") is True)
    calls = [_approved(item["approval_request_id"], request) for item in granted if "approval_request_id" in item]
    return [*calls, message(request)] if calls else []


def _approved(request_id: Json, request: Request) -> JsonObject:
    """Make a call as it was asked for; where only its id is known, as it would be asked for now."""
    asked = (item for item, kind in request.items if kind is Kind.MODEL and item.get("id") == request_id)
    tool = next((tool for tool in request.tools if tool.family == "mcp"), None)
    usual = _call(tool, request) if tool else {"name": _TOOL}
    known = next(asked, {})
    told = {key: known[key] for key in ("server_label", "name", "arguments") if isinstance(known.get(key), str)}
    answered = {"approval_request_id": as_text(request_id), "output": EXAMPLE_RESULT}
    return {"mcp_call": {**usual, **told, **answered}}


def _call(tool: Tool, request: Request) -> JsonObject:
    return {
        "server_label": tool.name,
        "name": _name(tool),
        "arguments": {"query": request.said or "an example"},
    }


def _name(tool: Tool) -> str:
    wanted = tool.spec.get("allowed_tools")
    names = wanted if isinstance(wanted, list) else mapping(wanted).get("tool_names")
    return next((name for name in names if isinstance(name, str)), _TOOL) if isinstance(names, list) else _TOOL


def _needs_approval(tool: Tool, name: str) -> bool:
    wanted = tool.spec.get("require_approval")
    never = mapping(mapping(wanted).get("never")).get("tool_names")
    return not (wanted == "never" or (isinstance(never, list) and name in never))
