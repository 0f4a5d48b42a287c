"""What authors get wrong in an item, in words."""

import pytest

from mockserver.protocol.item_types import ITEM_TYPES, item_problems
from mockserver.values import Json

KNOWN = "Known types: " + ", ".join(ITEM_TYPES)


WRONG: list[tuple[str, Json, tuple[str | int, ...], str]] = [
    ("mesage", "Hi", (), "unknown item type 'mesage'; did you mean 'message'?"),
    ("message", 5, ("message",), "expected a text or a mapping, got a number; put it in quotes"),
    ("message", None, ("message",), "expected exactly one of text, json, refusal, content, got none of them"),
    ("gibberish", "Hi", (), "unknown item type 'gibberish'. " + KNOWN),
    ("message", {}, ("message",), "expected exactly one of text, json, refusal, content, got none of them"),
    ("message", {"text": "a", "refusal": "b"}, ("message",), "expected exactly one of text, json, refusal, content, got text and refusal"),
    ("message", {"text": 5}, ("message", "text"), "expected a text, got a number; put it in quotes"),
    ("message", {"refusal": "No.", "annotations": []}, ("message", "annotations"), "annotations belong beside 'text'"),
    ("message", {"content": [{"refusal": "No.", "logprobs": []}]}, ("message", "content", 0, "logprobs"), "logprobs belong beside 'text'"),
    ("message", {"text": "a", "logprobs": [{"token": "a"}]}, ("message", "logprobs", 0), "a logprob needs 'logprob'"),
    ("message", {"text": "a", "role": "user"}, ("message", "role"), "expected 'assistant', got 'user'"),
    ("message", {"content": [{"type": "output_txt", "text": "a"}]}, ("message", "content", 0, "type"), "expected 'output_text' or 'refusal', got 'output_txt'; did you mean 'output_text'?"),
    ("message", {"content": [{}]}, ("message", "content", 0), "expected exactly one of text, json, refusal, got none of them"),
    ("message", {"text": "a", "annotations": [{"type": "url_citation"}]}, ("message", "annotations", 0), "a url_citation needs 'url'"),
    ("message", {"text": "a", "annotations": [{"type": "url"}]}, ("message", "annotations", 0, "type"), "expected 'file_citation', 'url_citation', 'container_file_citation' or 'file_path', got 'url'"),
    ("message", {"text": "a", "annotations": ["x"]}, ("message", "annotations", 0), "expected a mapping for an annotation, got a text"),
    ("message", {"text": "a", "annotations": [{}]}, ("message", "annotations", 0), "an annotation needs 'type'"),
    ("function_call", {"arguments": {}}, ("function_call",), "a function_call needs 'name'"),
    ("function_call", {"name": "f", "argument": {}}, ("function_call", "argument"), "unknown key 'argument' in a function_call; did you mean 'arguments'? Known keys: call_id, name, arguments, namespace, async, caller, agent, status, id"),
    ("function_call", {"name": "f", "arguments": []}, ("function_call", "arguments"), "expected a text or a mapping, got a list"),
    ("reasoning", {"summary": [{"text": 5}]}, ("reasoning", "summary", 0, "text"), "expected a text, got a number; put it in quotes"),
    ("reasoning", ["x"], ("reasoning",), "expected a text or a mapping, got a list"),
    ("function_call", None, ("function_call",), "a function_call needs 'name'"),
    ("function_call", "f", ("function_call",), "expected a mapping for a function_call, got a text"),
    ("function_call", {"name": 5}, ("function_call", "name"), "expected a text, got a number; put it in quotes"),
    ("function_call", {"name": "f", "status": "failed"}, ("function_call", "status"), "expected 'completed' or 'incomplete', got 'failed'"),
    ("function_call", {"name": "f", "status": "in_progress"}, ("function_call", "status"), "expected 'completed' or 'incomplete', got 'in_progress'"),
    ("function_call", {"name": None}, ("function_call", "name"), "expected a text, got nothing"),
    ("function_call_output", {"outputs": ""}, ("function_call_output", "outputs"), "unknown key 'outputs' in a function_call_output; did you mean 'output'? Known keys: call_id, output, name, namespace, caller, agent, created_by, status, id"),
    ("custom_tool_call", {"input": ""}, ("custom_tool_call",), "a custom_tool_call needs 'name'"),
    ("custom_tool_call", {"name": "f", "input": {}}, ("custom_tool_call", "input"), "expected a text, got a mapping"),
    ("custom_tool_call_output", 5, ("custom_tool_call_output",), "expected a text or a mapping, got a number; put it in quotes"),
    ("compaction", {"encrypted": ""}, ("compaction", "encrypted"), "unknown key 'encrypted' in a compaction; did you mean 'encrypted_content'? Known keys: encrypted_content, created_by, agent, id"),
    ("compaction", {"status": "completed"}, ("compaction", "status"), "unknown key 'status' in a compaction. Known keys: encrypted_content, created_by, agent, id"),
    ("file_search_call", {}, ("file_search_call",), "a file_search_call needs 'query' or 'queries'"),
    ("file_search_call", {"query": "q", "queries": ["q"]}, ("file_search_call", "query"), "'query' stands for a part of 'queries'; write one of them"),
    ("file_search_call", {"query": "q", "results": [{"txt": "a"}]}, ("file_search_call", "results", 0, "txt"), "unknown key 'txt' in a result; did you mean 'text'? Known keys: text, file_id, filename, score, attributes"),
    ("file_search_call", {"query": "q", "results": [{"score": "high"}]}, ("file_search_call", "results", 0, "score"), "expected a number, got a text"),
    ("web_search_call", None, ("web_search_call",), "a web_search_call needs 'query', 'queries', 'url', 'pattern', 'sources' or 'action'"),
    ("web_search_call", {"qery": "q"}, ("web_search_call", "qery"), "unknown key 'qery' in a web_search_call; did you mean 'query'? Known keys: query, queries, url, pattern, sources, action, agent, status, id"),
    ("web_search_call", {"query": "q", "url": "u"}, ("web_search_call",), "expected only one of query, url, got query and url"),
    ("web_search_call", {"query": "q", "action": {}}, ("web_search_call", "query"), "'query' stands for a part of 'action'; write one of them"),
    ("web_search_call", {"pattern": "p"}, ("web_search_call", "pattern"), "'pattern' belongs beside 'url'"),
    ("web_search_call", {"queries": "q"}, ("web_search_call", "queries"), "expected a list, got a text"),
    ("web_search_call", {"queries": []}, ("web_search_call", "queries"), "expected at least one query"),
    ("image_generation_call", "A cat", ("image_generation_call",), "expected a mapping for an image_generation_call, got a text"),
    ("image_generation_call", {"partial_images": 4}, ("image_generation_call", "partial_images"), "expected a number from 0 to 3, or a list of base64 texts"),
    ("image_generation_call", {"partial_images": True}, ("image_generation_call", "partial_images"), "expected a number from 0 to 3, or a list of base64 texts"),
    ("image_generation_call", {"partial_images": [1]}, ("image_generation_call", "partial_images", 0), "expected a text, got a number; put it in quotes"),
    ("image_generation_call", {"status": "incomplete"}, ("image_generation_call", "status"), "expected 'completed', 'failed' or 'generating', got 'incomplete'; did you mean 'completed'?"),
    ("code_interpreter_call", {"code": 1}, ("code_interpreter_call", "code"), "expected a text, got a number; put it in quotes"),
    ("code_interpreter_call", {"code": "1", "logs": "1", "outputs": []}, ("code_interpreter_call", "logs"), "'logs' stands for a part of 'outputs'; write one of them"),
    ("computer_call", {}, ("computer_call",), "expected exactly one of action, actions, got none of them"),
    ("computer_call", "click", ("computer_call",), "expected a mapping such as {type: click, x: 1, y: 2}, or 'screenshot' or 'wait', got 'click'"),
    ("computer_call", {"actions": [5]}, ("computer_call", "actions", 0), "expected a mapping, got a number"),
    ("computer_call_output", {"file_id": 1}, ("computer_call_output", "file_id"), "expected a text, got a number; put it in quotes"),
    ("local_shell_call", {}, ("local_shell_call",), "a local_shell_call needs 'command', 'env', 'timeout_ms', 'user', 'working_directory' or 'action'"),
    ("local_shell_call", {"command": [1]}, ("local_shell_call", "command", 0), "expected a text, got a number; put it in quotes"),
    ("local_shell_call_output", {"output": 1}, ("local_shell_call_output", "output"), "expected a text, got a number; put it in quotes"),
    ("shell_call", {"command": "ls"}, ("shell_call", "command"), "unknown key 'command' in a shell_call; did you mean 'commands'? Known keys: call_id, commands, timeout_ms, max_output_length, action, environment, caller, agent, created_by, status, id"),
    ("shell_call", {"commands": "ls", "timeout_ms": "1s"}, ("shell_call", "timeout_ms"), "expected a whole number, got a text"),
    ("shell_call_output", {"output": [{"exit_code": "1"}]}, ("shell_call_output", "output", 0, "exit_code"), "expected a number, got a text"),
    ("shell_call_output", {"stdout": "a", "output": []}, ("shell_call_output", "stdout"), "'stdout' stands for a part of 'output'; write one of them"),
    ("apply_patch_call", {"delete_file": "a", "diff": "+a"}, ("apply_patch_call", "diff"), "'diff' belongs beside 'create_file' or 'update_file'"),
    ("apply_patch_call", {}, ("apply_patch_call",), "expected exactly one of create_file, update_file, delete_file, operation, got none of them"),
    ("apply_patch_call", {"create_file": "a", "delete_file": "a"}, ("apply_patch_call",), "expected exactly one of create_file, update_file, delete_file, operation, got create_file and delete_file"),
    ("apply_patch_call_output", {"status": "incomplete"}, ("apply_patch_call_output", "status"), "expected 'completed' or 'failed', got 'incomplete'; did you mean 'completed'?"),
    ("mcp_call", {"arguments": {}}, ("mcp_call",), "an mcp_call needs 'name'"),
    ("mcp_call", {"name": "f", "server": "s"}, ("mcp_call", "server"), "unknown key 'server' in an mcp_call; did you mean 'server_label'? Known keys: approval_request_id, arguments, error, name, output, server_label, agent, status, id"),
    ("mcp_call", {"name": "f", "error": 5}, ("mcp_call", "error"), "expected a text or a mapping, got a number; put it in quotes"),
    ("mcp_list_tools", {"tools": [{"description": "F."}]}, ("mcp_list_tools", "tools", 0), "a tool needs 'name'"),
    ("mcp_list_tools", {"tools": {"f": {}}}, ("mcp_list_tools", "tools"), "expected a list, got a mapping"),
    ("mcp_approval_request", None, ("mcp_approval_request",), "an mcp_approval_request needs 'name'"),
    ("mcp_approval_response", {"approve": "yes"}, ("mcp_approval_response", "approve"), "expected true or false, got a text"),
    ("program", {}, ("program",), "a program needs 'code'"),
    ("program_output", {"results": 1}, ("program_output", "results"), "unknown key 'results' in a program_output; did you mean 'result'? Known keys: call_id, result, agent, status, id"),
    ("tool_search_call", {"execution": "clients"}, ("tool_search_call", "execution"), "expected 'server' or 'client', got 'clients'; did you mean 'client'?"),
    ("tool_search_output", {"tools": [5]}, ("tool_search_output", "tools", 0), "expected a text or a mapping, got a number; put it in quotes"),
    ("additional_tools", {"tool": []}, ("additional_tools", "tool"), "unknown key 'tool' in an additional_tools; did you mean 'tools'? Known keys: role, tools, agent, id"),
    ("agent_message", None, ("agent_message",), "an agent_message needs 'content'"),
    ("multi_agent_call", {}, ("multi_agent_call",), "a multi_agent_call needs 'action'"),
    ("multi_agent_call_output", {"output": {}}, ("multi_agent_call_output", "output"), "expected a text or a list, got a mapping"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "body", "path", "message"), WRONG, ids=[f"{case[0]}-{number}" for number, case in enumerate(WRONG)]
)
def test_the_first_problem_is_named_with_its_place(
    name: str, body: Json, path: tuple[str | int, ...], message: str
) -> None:
    assert (path, message) == next(item_problems(name, body))


OPEN = "Known types: message, function_call, function_call_output, reasoning, compaction; "


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("web_search_call", f"item type 'web_search_call' is not in the dialect open-responses. {OPEN}a type of your own begins with a slug, such as 'acme:web_search_call'"),
        ("Acme:hit", f"unknown item type 'Acme:hit'. {OPEN}a type of your own begins with a slug, such as 'acme:hit'"),
        ("mesage", "unknown item type 'mesage'; did you mean 'message'?"),
    ],
    ids=["the other dialect's", "no slug", "unknown"],
)  # fmt: skip
def test_open_responses_says_how_types_are_added(name: str, message: str) -> None:
    assert [((), message)] == list(item_problems(name, {}, "open-responses"))


def test_only_open_responses_has_types_that_are_added() -> None:
    message = f"unknown item type 'acme:hit'. {KNOWN}; types of your own belong to the dialect open-responses"

    assert [((), message)] == list(item_problems("acme:hit", {}))


@pytest.mark.parametrize(
    ("body", "path", "message"),
    [
        ("text", (), "expected a mapping, got a text"),
        ({"status": 5}, ("status",), "expected a text, got a number; put it in quotes"),
        ({"id": 5}, ("id",), "expected a text, got a number; put it in quotes"),
    ],
)
def test_body_of_an_added_type_is_checked_where_something_is_known(
    body: Json, path: tuple[str, ...], message: str
) -> None:
    assert [(("acme:hit", *path), message)] == list(item_problems("acme:hit", body, "open-responses"))
