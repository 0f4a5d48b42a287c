"""Tools that are searched for before they are called."""

import json
from collections.abc import Sequence

from mockserver.auto.answer import made_for
from mockserver.auto.request import Request
from mockserver.auto.tools import Tool, declared
from mockserver.values import Json, JsonObject


def search_items(search: Tool, request: Request, found: Sequence[Tool]) -> list[JsonObject]:
    """Search for tools; a search that the server makes itself finds these. Raises `NoInstance`."""
    execution = "client" if search.spec.get("execution") == "client" else "server"
    arguments = _arguments(search, request, found)
    call: JsonObject = {"tool_search_call": {"arguments": arguments, "execution": execution}}
    if execution == "client":
        return [call]
    return [call, {"tool_search_output": {"execution": execution, "tools": [_as_found(tool) for tool in found]}}]


def loading_items(tool: Tool, request: Request) -> list[JsonObject]:
    """Search for a tool that cannot be called before it is loaded; nothing when it can."""
    search = next((one for one in request.tools if one.family == "tool_search"), None)
    return search_items(search, request, [tool]) if search and tool in missing_tools(request) else []


def missing_tools(request: Request) -> list[Tool]:
    """List the tools whose loading is deferred, and that no search has brought yet."""
    loaded = {_label(tool) for tool in declared({}, request.items)}
    return [tool for tool in request.tools if is_deferred(tool) and _label(tool) not in loaded]


def is_deferred(tool: Tool) -> bool:
    """Whether a function or custom tool is not there before it was searched for (surface/REPORT.md §6, X08)."""
    return tool.spec.get("defer_loading") is True and tool.family in ("function", "custom")


def _arguments(search: Tool, request: Request, found: Sequence[Tool]) -> Json:
    paths: JsonObject = {"paths": [*dict.fromkeys(tool.namespace or tool.name for tool in found)]}
    schema = search.spec.get("parameters")
    if not isinstance(schema, dict) or (found and request.fits(schema, paths)):
        return paths
    return made_for("the parameters of the tool search", {"type": "object", **schema}, request)


def _as_found(tool: Tool) -> JsonObject:
    # Sorted, since requests that differ in the order of keys are equal.
    spec: JsonObject = json.loads(json.dumps(tool.spec, sort_keys=True))
    if not tool.namespace:
        return spec
    return {"type": "namespace", "name": tool.namespace, "description": tool.namespace, "tools": [spec]}


def _label(tool: Tool) -> tuple[str, str, str]:
    return tool.family, tool.namespace, tool.name
