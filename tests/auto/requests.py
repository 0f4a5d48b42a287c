"""Requests, each with the types of the items that answer it."""

from typing import Any

WEATHER: dict[str, Any] = {
    "type": "function",
    "name": "get_weather",
    "strict": True,
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string"}, "unit": {"enum": ["celsius", "fahrenheit"]}},
        "required": ["city", "unit"],
        "additionalProperties": False,
    },
}
CLOCK: dict[str, Any] = {"type": "function", "name": "clock", "parameters": None, "strict": False}
PERSON: dict[str, Any] = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
    "required": ["name", "age"],
    "additionalProperties": False,
}
JSON = {"format": {"type": "json_schema", "name": "person", "strict": True, "schema": PERSON}}
CALL = {"type": "function_call", "call_id": "call_1", "name": "get_weather", "arguments": "{}"}
OUTPUT = {"type": "function_call_output", "call_id": "call_1", "output": "18 °C"}
ASKED = {"role": "user", "content": "Weather?"}
HOSTED = {
    "web_search": {"type": "web_search"},
    "file_search": {"type": "file_search", "vector_store_ids": ["vs_1"]},
    "code_interpreter": {"type": "code_interpreter", "container": {"type": "auto"}},
    "image_generation": {"type": "image_generation", "partial_images": 2},
    "computer": {"type": "computer"},
    "shell": {"type": "shell"},
    "local_shell": {"type": "local_shell"},
    "apply_patch": {"type": "apply_patch"},
}
MCP = {"type": "mcp", "server_label": "wiki", "server_url": "https://example.com", "allowed_tools": ["ask"]}
APPROVAL = {"type": "mcp_approval_request", "id": "mcpr_1", "server_label": "wiki", "name": "ask", "arguments": "{}"}

LATER = {**WEATHER, "defer_loading": True}
SEARCH = {"type": "tool_search_call", "call_id": "call_2", "execution": "client", "arguments": {}}
LOADED = {"type": "tool_search_output", "call_id": "call_2", "execution": "client", "tools": [LATER]}


def custom(syntax: str, definition: str) -> dict[str, Any]:
    form = {"type": "grammar", "syntax": syntax, "definition": definition}
    return {"type": "custom", "name": "write", "format": form}


REQUESTS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "words": ({"input": "Hello there"}, ("message",)),
    "no words": ({"input": []}, ("message",)),
    "parts": ({"input": [{"role": "user", "content": [{"type": "input_text", "text": "Hello"}]}]}, ("message",)),
    "mentioned function": ({"input": "Weather in Rome?", "tools": [CLOCK, WEATHER]}, ("function_call",)),
    "function that nobody mentions": ({"input": "Hello", "tools": [WEATHER]}, ("message",)),
    "no call wanted": ({"input": "Weather?", "tools": [WEATHER], "tool_choice": "none"}, ("message",)),
    "required": ({"input": "Hello", "tools": [WEATHER], "tool_choice": "required"}, ("function_call",)),
    "forced function": ({"input": "Hi", "tools": [CLOCK], "tool_choice": {"type": "function", "name": "clock"}}, ("function_call",)),
    "forced after an output": ({"input": [ASKED, CALL, OUTPUT], "tools": [WEATHER], "tool_choice": "required"}, ("function_call",)),
    "function in a namespace": ({"input": "Weather?", "tools": [{"type": "namespace", "name": "earth", "description": "", "tools": [WEATHER]}]}, ("function_call",)),
    "custom tool": ({"input": "Write", "tools": [{"type": "custom", "name": "write"}], "tool_choice": "required"}, ("custom_tool_call",)),
    "custom tool with a grammar": ({"input": "Write", "tools": [custom("lark", 'start: "a"')], "tool_choice": "required"}, ("custom_tool_call",)),
    "tools brought by an item": ({"input": [{"type": "additional_tools", "role": "developer", "tools": [WEATHER]}, ASKED]}, ("function_call",)),
    "output": ({"input": [ASKED, CALL, OUTPUT], "tools": [WEATHER]}, ("message",)),
    "JSON": ({"input": "Ann", "text": JSON}, ("message",)),
    "JSON after an output": ({"input": [ASKED, CALL, OUTPUT], "text": JSON}, ("message",)),
    "any JSON": ({"input": "JSON", "text": {"format": {"type": "json_object"}}}, ("message",)),
    "reasoning": ({"input": "Hi", "reasoning": {"summary": "auto"}}, ("reasoning", "message")),
    "sealed reasoning": ({"input": "Hi", "include": ["reasoning.encrypted_content"]}, ("reasoning", "message")),
    "compaction": ({"input": [ASKED, {"type": "compaction_trigger"}]}, ("compaction",)),
    "long history": ({"input": "word " * 1000, "context_management": [{"type": "compaction", "compact_threshold": 1000}]}, ("compaction", "message")),
    "short history": ({"input": "word", "context_management": [{"type": "compaction", "compact_threshold": 1000}]}, ("message",)),
    "few tokens": ({"input": [ASKED, CALL, {**OUTPUT, "output": "word " * 50}], "max_output_tokens": 16}, ("message",)),
    "MCP asks": ({"input": "Hi", "tools": [MCP], "tool_choice": "required"}, ("mcp_approval_request",)),
    "MCP runs": ({"input": "Hi", "tools": [{**MCP, "require_approval": "never"}], "tool_choice": "required"}, ("mcp_list_tools", "mcp_call", "message")),
    "MCP was approved": ({"input": [ASKED, APPROVAL, {"type": "mcp_approval_response", "approval_request_id": "mcpr_1", "approve": True}], "tools": [MCP]}, ("mcp_call", "message")),
    "MCP was refused": ({"input": [ASKED, APPROVAL, {"type": "mcp_approval_response", "approval_request_id": "mcpr_1", "approve": False}], "tools": [MCP]}, ("message",)),
    "MCP was approved, and must be called": ({"input": [ASKED, APPROVAL, {"type": "mcp_approval_response", "approval_request_id": "mcpr_1", "approve": True}], "tools": [MCP], "tool_choice": "required"}, ("mcp_call", "message")),
    "shell of the server": ({"input": "Hi", "tools": [{"type": "shell", "environment": {"type": "container_auto"}}], "tool_choice": "required"}, ("shell_call", "shell_call_output", "message")),
    "shell in a container": ({"input": "Hi", "tools": [{"type": "shell", "environment": {"type": "container_reference", "container_id": "cntr_1"}}], "tool_choice": "required"}, ("shell_call", "shell_call_output", "message")),
    "shell of the client": ({"input": "Hi", "tools": [{"type": "shell", "environment": {"type": "local"}}], "tool_choice": "required"}, ("shell_call",)),
    "deferred tool": ({"input": "Weather?", "tools": [LATER, {"type": "tool_search"}]}, ("tool_search_call", "tool_search_output", "function_call")),
    "deferred tool in a namespace": ({"input": "Weather?", "tools": [{"type": "namespace", "name": "earth", "description": "Earth", "tools": [LATER]}, {"type": "tool_search"}]}, ("tool_search_call", "tool_search_output", "function_call")),
    "deferred tool that the client loads": ({"input": "Weather?", "tools": [LATER, {"type": "tool_search", "execution": "client"}]}, ("tool_search_call",)),
    "deferred tool that was loaded": ({"input": [ASKED, SEARCH, LOADED], "tools": [LATER, {"type": "tool_search", "execution": "client"}]}, ("function_call",)),
    "deferred tool that was not found": ({"input": [ASKED, SEARCH, {**LOADED, "tools": []}], "tools": [LATER, {"type": "tool_search", "execution": "client"}]}, ("message",)),
    "search that loaded nothing": ({"input": [{"role": "user", "content": "Search tools"}, SEARCH, {**LOADED, "tools": []}], "tools": [{"type": "tool_search", "execution": "client"}]}, ("message",)),
    "tool search by the client": ({"input": "Hi", "tools": [{"type": "tool_search", "execution": "client"}], "tool_choice": "required"}, ("tool_search_call",)),
    "tool search by the server": ({"input": "Hi", "tools": [{"type": "tool_search"}], "tool_choice": "required"}, ("tool_search_call", "tool_search_output", "message")),
    **{f"{name} wanted": ({"input": "Do it", "tools": [tool], "tool_choice": "required"}, (f"{name}_call", "message") if index < 4 else (f"{name}_call",)) for index, (name, tool) in enumerate(HOSTED.items())},
}  # fmt: skip
"""The requests that both dialects know, and those that only openai does."""

OPEN = (
    "words", "no words", "parts", "mentioned function", "function that nobody mentions", "no call wanted", "required", "forced function",
    "forced after an output", "output", "JSON", "JSON after an output", "any JSON", "reasoning", "sealed reasoning", "few tokens",
)  # fmt: skip
