"""The tools that a request declares."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mockserver.values import Items, Json, JsonObject

FAMILIES: Mapping[str, str] = {
    "web_search_2025_08_26": "web_search",
    "web_search_preview": "web_search",
    "web_search_preview_2025_03_11": "web_search",
    "computer_use": "computer",
    "computer_use_preview": "computer",
}
"""Tool types that are called in one way; any other type is a family of its own."""

_BRINGING = ("additional_tools", "tool_search_output")


class Tool(NamedTuple):
    """One tool, and what was declared of it.

    `family` is its type, such as `function` or `web_search`; `name` is its name or server label, empty where it has
    none; `namespace` is the one that it is in, if any.
    """

    family: str
    name: str
    namespace: str
    spec: JsonObject


def declared(body: JsonObject, items: Items) -> list[Tool]:
    """List the tools of a request, those that items of `input` bring with them too, in their order."""
    brought = (item.get("tools") for item, _ in items if item.get("type") in _BRINGING)
    return [tool for tools in (body.get("tools"), *brought) for tool in _tools(tools)]


def tool_of(spec: JsonObject, namespace: str = "") -> Tool:
    """Read what was declared of one tool, or what a choice names."""
    kind = as_text(spec.get("type"))
    name = as_text(spec.get("server_label" if kind == "mcp" else "name"))
    return Tool(FAMILIES.get(kind, kind), name, namespace, spec)


def objects(value: Json) -> list[JsonObject]:
    """Keep the objects of a list; anything else has none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def as_text(value: Json) -> str:
    """Read a text; anything else is none."""
    return value if isinstance(value, str) else ""


def _tools(value: Json) -> Iterator[Tool]:
    for spec in objects(value):
        tool = tool_of(spec)
        yield from _inside(tool) if tool.family == "namespace" else [tool]


def _inside(namespace: Tool) -> Iterable[Tool]:
    return (tool_of(spec, namespace.name) for spec in objects(namespace.spec.get("tools")))
