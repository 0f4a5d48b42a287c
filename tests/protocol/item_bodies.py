"""Bodies of every item type as authors write them: finished, failed and cut ones."""

from collections.abc import Mapping, Sequence

from mockserver.values import DIALECTS, Dialect, Json, JsonObject

PICTURE = "iVBORw0KGgo="
CITATIONS: list[JsonObject] = [
    {"type": "url_citation", "url": "https://example.org", "title": "T", "start_index": 0, "end_index": 5},
    {"type": "file_citation", "file_id": "file_1", "filename": "a.txt", "index": 3},
    {
        "type": "container_file_citation",
        "container_id": "cntr_1",
        "file_id": "cfile_1",
        "filename": "a.csv",
        "start_index": 0,
        "end_index": 5,
    },
    {"type": "file_path", "file_id": "file_1", "index": 3},
]
LOGPROBS: list[JsonObject] = [
    {"token": "Hel", "logprob": -0.1, "top_logprobs": [{"token": "Hel", "logprob": -0.1}]},
    {"token": "lo", "logprob": -0.2, "bytes": [108, 111]},
]

BODIES: Mapping[str, Sequence[Json]] = {
    "message": [
        "Two words",
        "",
        {"text": "Noted", "annotations": CITATIONS},
        {"text": "Hello", "logprobs": LOGPROBS, "phase": "commentary"},
        {"refusal": "No, thank you."},
        {"content": ["One", {"refusal": "Two"}, {"json": {"three": 3}}]},
        {"text": "Half a", "status": "incomplete"},
    ],
    "function_call": [
        {"name": "f", "arguments": {"city": "Paris"}},
        {"name": "f", "arguments": "", "namespace": "n", "call_id": "call_1"},
        {"name": "f", "arguments": '{"ci', "status": "incomplete"},
        {"name": "f", "status": "in_progress", "caller": {"type": "program", "caller_id": "call_1"}},
    ],
    "function_call_output": [
        None,
        "18 °C",
        {"call_id": "call_1", "output": {"celsius": 18}},
        {"output": [{"type": "input_text", "text": "18 °C"}], "status": "incomplete"},
    ],
    "custom_tool_call": [
        {"name": "sql"},
        {"name": "sql", "input": "SELECT 1", "call_id": "call_1"},
        {"name": "sql", "input": "SEL", "status": "incomplete", "caller": {"type": "direct"}},
    ],
    "custom_tool_call_output": [None, "1", {"output": "1", "call_id": "call_1", "status": "incomplete"}],
    "reasoning": [
        None,
        "Think.",
        {"summary": ["One", "Two"], "content": ["Three", ""], "encrypted_content": "eA=="},
        {"content": [{"type": "reasoning_text", "text": "Deep"}], "status": "incomplete"},
    ],
    "compaction": [None, {}, "eA==", {"encrypted_content": "eA==", "id": "cmp_1"}],
    "file_search_call": [
        "opening hours",
        {"queries": ["opening hours", "holidays"], "results": ["From 9 to 5.", {"file_id": "file_1", "score": 0.5}]},
        {"query": "opening hours", "status": "failed"},
        {"query": "opening hours", "status": "incomplete"},
    ],
    "web_search_call": [
        "weather in Paris",
        {"queries": ["weather", "Paris"], "sources": ["https://example.org", {"url": "https://example.com"}]},
        {"url": "https://example.org"},
        {"url": "https://example.org", "pattern": "rain"},
        {"action": {"type": "search", "query": "weather"}, "status": "failed"},
        {"query": "weather", "status": "incomplete"},
    ],
    "image_generation_call": [
        None,
        {"partial_images": 2, "size": "1024x1024", "quality": "low", "background": "opaque", "output_format": "png"},
        {"partial_images": [PICTURE], "result": PICTURE, "revised_prompt": "A cat."},
        {"error": "The picture is not allowed."},
        {"error": {"type": "image_generation_user_error", "message": "No.", "code": "moderation_blocked"}},
        {"status": "generating", "partial_images": 1},
    ],
    "code_interpreter_call": [
        "print(1)",
        {"code": "print(1)", "logs": "1\n"},
        {"code": "plot()", "outputs": ["1", {"type": "image", "url": "https://example.org/1.png"}]},
        {"code": "1/0", "status": "failed", "logs": "ZeroDivisionError"},
        {"code": "pri", "status": "incomplete"},
    ],
    "computer_call": [
        "screenshot",
        {"action": {"type": "click", "x": 1, "y": 2}},
        {"actions": ["wait", {"type": "double_click", "x": 1, "y": 2}, {"type": "scroll", "x": 1, "y": 2}]},
        {"action": "wait", "pending_safety_checks": [{"id": "sc_1"}], "status": "incomplete"},
    ],
    "computer_call_output": [
        None,
        "https://example.org/1.png",
        {"file_id": "file_1"},
        {"output": {"type": "computer_screenshot", "image_url": "https://example.org/1.png"}, "status": "failed"},
        {"status": "incomplete"},
    ],
    "local_shell_call": [
        "ls -l",
        {"command": ["ls", "-l"], "env": {"A": "b"}, "timeout_ms": 1000, "working_directory": "/home"},
        {"action": {"type": "exec", "command": ["ls"], "env": {}}, "status": "incomplete"},
    ],
    "local_shell_call_output": [None, "a.txt", {"output": "a.txt", "status": "incomplete"}],
    "shell_call": [
        "ls -l",
        {"commands": ["ls -l", "", "pwd"], "timeout_ms": 1000, "max_output_length": 100},
        {"commands": "ls", "environment": "local"},
        {"action": {"commands": ["ls"]}, "environment": {"type": "container_reference", "container_id": "cntr_1"}},
        {"commands": "ls", "status": "incomplete"},
    ],
    "shell_call_output": [
        None,
        "a.txt\nb.txt",
        {"stdout": "a.txt", "stderr": "no b.txt", "exit_code": 2},
        {"output": ["a.txt", {"stderr": "late", "outcome": {"type": "timeout"}}], "max_output_length": 100},
        {"output": [], "status": "incomplete"},
    ],
    "apply_patch_call": [
        {"create_file": "a.txt", "diff": "+a"},
        {"update_file": "a.txt", "diff": "-a\n+b"},
        {"delete_file": "a.txt"},
        {"operation": {"type": "delete_file", "path": "a.txt"}, "status": "in_progress"},
    ],
    "apply_patch_call_output": [None, "Done.", {"output": "No such file.", "status": "failed"}],
    "mcp_list_tools": [
        None,
        {"server_label": "s", "tools": ["roll", {"name": "flip", "description": "Flips a coin."}]},
        {"error": "The server is away."},
    ],
    "mcp_call": [
        {"name": "roll"},
        {
            "name": "roll",
            "arguments": {"sides": 6},
            "output": "4",
            "server_label": "s",
            "approval_request_id": "mcpr_1",
        },
        {"name": "roll", "error": "The die is lost."},
        {"name": "roll", "error": {"type": "http_error", "code": 500, "message": "No."}},
        {"name": "roll", "arguments": "{", "status": "incomplete"},
    ],
    "mcp_approval_request": [{"name": "roll"}, {"name": "roll", "arguments": {"sides": 6}, "server_label": "s"}],
    "mcp_approval_response": [None, {"approve": False, "reason": "No.", "approval_request_id": "mcpr_1"}],
    "program": ["await f()", {"code": "await f()", "fingerprint": "fp_1"}],
    "program_output": [None, "1", {"result": {"one": 1}, "status": "incomplete"}],
    "tool_search_call": [
        None,
        {"paths": ["crm"]},
        {"arguments": {"goal": "crm"}, "execution": "client", "status": "incomplete"},
    ],
    "tool_search_output": [
        None,
        {"tools": ["f", {"name": "g", "description": "G."}, {"type": "web_search"}]},
        {"tools": [], "execution": "client", "status": "incomplete"},
    ],
    "additional_tools": [None, {"tools": ["f"], "role": "assistant"}],
    "agent_message": ["Look.", {"author": "/root", "recipient": "/root/one", "content": ["Look.", "Here."]}],
    "multi_agent_call": ["list_agents", {"action": "spawn_agent", "arguments": {"message": "Go."}}],
    "multi_agent_call_output": [None, "Done.", {"action": "list_agents", "output": [{"text": "One."}]}],
}
"""Of each type of the dialect openai."""

EXTENSIONS: Mapping[str, Sequence[Json]] = {
    "acme:search_result": [
        None,
        {"query": "weather", "hits": [1, None]},
        {"status": "incomplete"},
        {"status": "failed"},
    ]
}
"""Of types that a server adds to Open Responses."""

OPEN_TYPES = ("message", "function_call", "function_call_output", "reasoning", "compaction")
OPENAI_ONLY = ("file_citation", "container_file_citation", "file_path")


def cases(dialect: Dialect) -> list[tuple[str, Json]]:
    """List every type of the dialect with each of its bodies."""
    names = OPEN_TYPES if dialect == "open-responses" else BODIES
    return [(name, _fitting(body, dialect)) for name in names for body in BODIES[name]]


def _fitting(body: Json, dialect: Dialect) -> Json:
    if dialect == "openai" or not isinstance(body, dict) or "annotations" not in body:
        return body
    return {**body, "annotations": [note for note in CITATIONS if note["type"] not in OPENAI_ONLY]}


CASES: list[tuple[Dialect, str, Json]] = [(dialect, *case) for dialect in DIALECTS for case in cases(dialect)]
CASE_IDS = [f"{dialect}-{name}-{number}" for number, (dialect, name, _) in enumerate(CASES)]
