"""Which tool a request has called."""

from collections.abc import Sequence

from mockserver.auto.limits import HEARD
from mockserver.auto.loading import missing_tools
from mockserver.auto.mention import mentioned
from mockserver.auto.request import Request
from mockserver.auto.tools import Tool, objects, tool_of
from mockserver.values import JsonObject


def forced_tool(request: Request) -> Tool | None:
    """Find the tool that `tool_choice` demands a call of; None when it demands none."""
    given = request.body.get("tool_choice")
    choice = given if isinstance(given, dict) else {}
    if given == "required" or (_is_allowing(choice) and choice.get("mode") == "required"):
        return _wanted(request, usable_tools(request))
    if not choice or _is_allowing(choice):
        return None
    named = tool_of(choice)
    return next((tool for tool in request.tools if _label(tool) == _label(named)), named if named.name else None)


def asked_tool(request: Request) -> Tool | None:
    """Find the tool that the user's words ask for, if the request lets it be called and it was not called yet."""
    return mentioned(_fresh(request, usable_tools(request)), request.said[:HEARD])


def usable_tools(request: Request) -> Sequence[Tool]:
    """List the tools that may be called."""
    choice = request.body.get("tool_choice")
    if choice == "none":
        return ()
    if not isinstance(choice, dict) or not _is_allowing(choice):
        return request.tools
    allowed = {_label(tool_of(spec)) for spec in objects(choice.get("tools"))}
    return [tool for tool in request.tools if _label(tool) in allowed]


def _is_allowing(choice: JsonObject) -> bool:
    return choice.get("type") == "allowed_tools"


def _wanted(request: Request, tools: Sequence[Tool]) -> Tool | None:
    """Go on to a tool that was not called yet, so that those who loop over required calls come to an end."""
    fresh = _fresh(request, tools) or tools
    return mentioned(fresh, request.said[:HEARD]) or next(iter(fresh), None)


def _fresh(request: Request, tools: Sequence[Tool]) -> Sequence[Tool]:
    """Leave out what was called since the user spoke, and what a search did not bring."""
    missing = missing_tools(request) if "tool_search" in request.called else ()
    return [tool for tool in tools if (tool.name or tool.family) not in request.called and tool not in missing]


def _label(tool: Tool) -> tuple[str, str]:
    return tool.family, tool.name
