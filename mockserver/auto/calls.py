"""Calls of tools, as authors write them."""

from collections.abc import Callable, Mapping

from mockserver.auto.answer import made_for, message
from mockserver.auto.limits import QUOTED
from mockserver.auto.loading import is_deferred, loading_items, missing_tools, search_items
from mockserver.auto.matching import matching
from mockserver.auto.mcp import mcp_items
from mockserver.auto.names import named_text
from mockserver.auto.proof import NoInstance
from mockserver.auto.request import Request, mapping
from mockserver.auto.spot import Spot
from mockserver.auto.tools import Tool
from mockserver.auto.words import shortened
from mockserver.values import JsonObject

_PATTERN_TRIES = 12
_CONTAINERS = ("container_auto", "container_reference")
"""The environments of a shell that the server runs itself."""


def call_items(tool: Tool, request: Request) -> list[JsonObject]:
    """Write a call, after what loads its tool; after one that the server runs, a message. Raises `NoInstance`."""
    loading = loading_items(tool, request)
    is_left_to_client = loading and "tool_search_output" not in loading[-1]
    return loading if is_left_to_client else [*loading, *CALLS[tool.family](tool, request)]


def _function(tool: Tool, request: Request) -> list[JsonObject]:
    parameters = tool.spec.get("parameters")
    schema = {"type": "object", **parameters} if isinstance(parameters, dict) else {"type": "object"}
    arguments = made_for(f"the parameters of the function {tool.name}", schema, request)
    if not isinstance(arguments, dict):
        raise NoInstance(f"the parameters of the function {tool.name} describe no object")
    return [{"function_call": {"name": tool.name, "arguments": arguments, **_namespace(tool)}}]


def _custom(tool: Tool, request: Request) -> list[JsonObject]:
    return [{"custom_tool_call": {"name": tool.name, "input": _custom_input(tool, request), **_namespace(tool)}}]


def _custom_input(tool: Tool, request: Request) -> str:
    wanted = mapping(tool.spec.get("format"))
    definition = wanted.get("definition")
    if wanted.get("syntax") != "regex" or not isinstance(definition, str):
        return named_text(Spot(request.chance, "input"), request.said)
    proof: JsonObject = {"type": "string", "pattern": f"^(?:{definition})$"}
    for turn in range(_PATTERN_TRIES):
        text = matching(definition, Spot(request.chance, turn=turn))
        if text is not None and request.fits(proof, text):
            return text
    raise NoInstance(f"no text was found that the grammar of the tool {tool.name} allows")


def _namespace(tool: Tool) -> JsonObject:
    """Name the namespace; a tool that a search loads by itself has one of its own name (as agents SDKs expect it)."""
    namespace = tool.namespace or (tool.name if is_deferred(tool) else "")
    return {"namespace": namespace} if namespace else {}


def _web_search(tool: Tool, request: Request) -> list[JsonObject]:
    cited = {"type": "url_citation", "url": "https://example.com/article", "title": "An example article"}
    return [{"web_search_call": {"query": _query(request), "sources": [cited["url"]]}}, message(request, cited)]


def _file_search(tool: Tool, request: Request) -> list[JsonObject]:
    cited = {"type": "file_citation", "file_id": "file-example", "filename": "example.txt"}
    found = {"file_id": cited["file_id"], "filename": cited["filename"], "score": 0.92, "text": "An example passage."}
    return [{"file_search_call": {"query": _query(request), "results": [found]}}, message(request, cited)]


def _code(tool: Tool, request: Request) -> list[JsonObject]:
    return [{"code_interpreter_call": {"code": "print(6 * 7)", "logs": "42\n"}}, message(request)]


def _image(tool: Tool, request: Request) -> list[JsonObject]:
    asked = tool.spec.get("partial_images")
    told = {"partial_images": asked} if asked in (1, 2, 3) else {}
    return [{"image_generation_call": {"revised_prompt": _query(request), **told}}, message(request)]


def _computer(tool: Tool, request: Request) -> list[JsonObject]:
    return [{"computer_call": {"action": "screenshot"}}]


def _shell(tool: Tool, request: Request) -> list[JsonObject]:
    environment = mapping(tool.spec.get("environment"))
    if environment.get("type") not in _CONTAINERS:
        return [{"shell_call": {"commands": ["ls -la"]}}]
    container = {"type": "container_reference", "container_id": environment.get("container_id", "cntr_example")}
    call: JsonObject = {"commands": ["ls -la"], "environment": container}
    return [{"shell_call": call}, {"shell_call_output": "example.txt\n"}, message(request)]


def _local_shell(tool: Tool, request: Request) -> list[JsonObject]:
    return [{"local_shell_call": {"command": ["ls", "-la"]}}]


def _patch(tool: Tool, request: Request) -> list[JsonObject]:
    return [{"apply_patch_call": {"create_file": "notes/example.txt", "diff": "+An example line.\n"}}]


def _tool_search(tool: Tool, request: Request) -> list[JsonObject]:
    items = search_items(tool, request, missing_tools(request))
    return items if len(items) == 1 else [*items, message(request)]


def _query(request: Request) -> str:
    return shortened(request.said, QUOTED) or "an example"


CALLS: Mapping[str, Callable[[Tool, Request], list[JsonObject]]] = {
    "function": _function,
    "custom": _custom,
    "mcp": mcp_items,
    "web_search": _web_search,
    "file_search": _file_search,
    "code_interpreter": _code,
    "image_generation": _image,
    "computer": _computer,
    "shell": _shell,
    "local_shell": _local_shell,
    "apply_patch": _patch,
    "tool_search": _tool_search,
}
"""For each family of tools how a call is written."""
