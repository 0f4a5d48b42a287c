"""What authors' items become."""

import pytest

from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types import ITEM_TYPES, asides_of, complete_item, item_problems, row_of
from mockserver.values import Json, JsonObject

IDS = Ids("b")
CITATION = {"type": "url_citation", "url": "https://example.org", "title": "T", "start_index": 0, "end_index": 5}


def message(*content: JsonObject, **more: Json) -> JsonObject:
    head = {"id": "msg_b00", "type": "message", "status": "completed", "role": "assistant"}
    return {**head, "content": list(content), **more}


def text(value: str, **more: Json) -> JsonObject:
    return {"type": "output_text", "text": value, "annotations": [], "logprobs": [], **more}


def whole(prefix: str, name: str, **fields: Json) -> JsonObject:
    return {"id": f"{prefix}_b00", "type": name, "status": "completed", **fields}


HI = {"token": "Hi", "logprob": -1, "bytes": [72, 105], "top_logprobs": []}
SEARCH = {"type": "search", "query": "rain", "queries": ["rain"]}
NO_ARGUMENTS = {"type": "object", "properties": {}, "additionalProperties": False}

COMPLETE: list[tuple[str, Json, JsonObject]] = [
    ("message", "Hi", message(text("Hi"))),
    ("message", {"text": "Hi", "annotations": [CITATION]}, message(text("Hi", annotations=[CITATION]))),
    ("message", {"json": {"a": [1, None]}}, message(text('{"a":[1,null]}'))),
    ("message", {"refusal": "No."}, message({"type": "refusal", "refusal": "No."})),
    ("message", {"content": "Hi"}, message(text("Hi"))),
    ("message", {"content": ["Hi", {"refusal": "No."}]}, message(text("Hi"), {"type": "refusal", "refusal": "No."})),
    ("message", {"content": [{"type": "output_text", "text": "Hi"}], "role": "assistant"}, message(text("Hi"))),
    ("message", {"text": "Hi", "phase": "commentary"}, message(text("Hi"), phase="commentary")),
    (
        "message",
        {"text": "Hi", "id": "msg_1", "status": "incomplete"},
        message(text("Hi"), id="msg_1", status="incomplete"),
    ),
    (
        "function_call",
        {"name": "f", "arguments": {"city": "Paris"}},
        {
            "id": "fc_b00",
            "type": "function_call",
            "status": "completed",
            "call_id": "call_b00",
            "name": "f",
            "arguments": '{"city":"Paris"}',
        },
    ),
    (
        "function_call",
        {"name": "f", "arguments": "{broken", "call_id": "call_1", "namespace": "n"},
        {
            "id": "fc_b00",
            "type": "function_call",
            "status": "completed",
            "call_id": "call_1",
            "name": "f",
            "arguments": "{broken",
            "namespace": "n",
        },
    ),
    (
        "reasoning",
        "Think.",
        {"id": "rs_b00", "type": "reasoning", "summary": [{"type": "summary_text", "text": "Think."}]},
    ),
    (
        "reasoning",
        {"summary": [{"type": "summary_text", "text": "A"}, "B"], "content": "C", "encrypted_content": "eA=="},
        {
            "id": "rs_b00",
            "type": "reasoning",
            "summary": [{"type": "summary_text", "text": "A"}, {"type": "summary_text", "text": "B"}],
            "content": [{"type": "reasoning_text", "text": "C"}],
            "encrypted_content": "eA==",
        },
    ),
    ("reasoning", {}, {"id": "rs_b00", "type": "reasoning", "summary": []}),
    ("message", {"text": "Hi", "logprobs": [{"token": "Hi", "logprob": -1}]}, message(text("Hi", logprobs=[HI]))),
    ("message", {"json": {"a": 1}, "annotations": [CITATION]}, message(text('{"a":1}', annotations=[CITATION]))),
    (
        "web_search_call",
        {"query": "rain", "sources": ["https://example.org"]},
        whole("ws", "web_search_call", action={**SEARCH, "sources": [{"type": "url", "url": "https://example.org"}]}),
    ),
    ("web_search_call", "rain", whole("ws", "web_search_call", action=SEARCH)),
    ("web_search_call", {"url": "u"}, whole("ws", "web_search_call", action={"type": "open_page", "url": "u"})),
    (
        "web_search_call",
        {"url": "u", "pattern": "p"},
        whole("ws", "web_search_call", action={"type": "find_in_page", "url": "u", "pattern": "p"}),
    ),
    (
        "file_search_call",
        {"query": "q", "results": ["One", {"filename": "b.md", "score": 0.1}]},
        whole(
            "fs",
            "file_search_call",
            queries=["q"],
            results=[
                {"file_id": "file_b0000", "filename": "document_1.txt", "score": 0.95, "attributes": {}, "text": "One"},
                {"file_id": "file_b0001", "filename": "b.md", "score": 0.1, "attributes": {}},
            ],
        ),
    ),
    (
        "code_interpreter_call",
        {"code": "1", "logs": "1"},
        whole(
            "ci", "code_interpreter_call", container_id="cntr_b00", code="1", outputs=[{"type": "logs", "logs": "1"}]
        ),
    ),
    (
        "mcp_list_tools",
        {"tools": ["f"]},
        {
            "id": "mcpl_b00",
            "type": "mcp_list_tools",
            "server_label": "mcp",
            "tools": [{"input_schema": NO_ARGUMENTS, "name": "f"}],
        },
    ),
    (
        "mcp_call",
        {"name": "f", "arguments": {"a": 1}, "error": "No."},
        {
            "id": "mcp_b00",
            "type": "mcp_call",
            "status": "failed",
            "approval_request_id": None,
            "arguments": '{"a":1}',
            "error": {"type": "mcp_tool_execution_error", "content": [{"type": "text", "text": "No."}]},
            "name": "f",
            "output": None,
            "server_label": "mcp",
        },
    ),
    (
        "shell_call",
        {"commands": "ls", "timeout_ms": 5, "environment": "local"},
        whole(
            "sh",
            "shell_call",
            call_id="call_b00",
            action={"commands": ["ls"], "timeout_ms": 5, "max_output_length": None},
            environment={"type": "local"},
        ),
    ),
    (
        "shell_call_output",
        {"stderr": "No.", "exit_code": 1},
        whole(
            "sho",
            "shell_call_output",
            call_id="call_b00",
            output=[{"stdout": "", "stderr": "No.", "outcome": {"type": "exit", "exit_code": 1}}],
            max_output_length=None,
        ),
    ),
    (
        "local_shell_call",
        "ls -l",
        whole(
            "lsh",
            "local_shell_call",
            call_id="call_b00",
            action={"type": "exec", "env": {}, "command": ["bash", "-lc", "ls -l"]},
        ),
    ),
    (
        "apply_patch_call",
        {"update_file": "a", "diff": "+a"},
        whole(
            "apc",
            "apply_patch_call",
            call_id="call_b00",
            operation={"type": "update_file", "path": "a", "diff": "+a"},
        ),
    ),
    (
        "computer_call",
        "screenshot",
        whole("cu", "computer_call", call_id="call_b00", action={"type": "screenshot"}, pending_safety_checks=[]),
    ),
    (
        "computer_call",
        {"actions": ["wait", {"type": "click", "x": 1, "y": 2}]},
        whole(
            "cu",
            "computer_call",
            call_id="call_b00",
            actions=[{"type": "wait"}, {"button": "left", "type": "click", "x": 1, "y": 2}],
            pending_safety_checks=[],
        ),
    ),
    (
        "custom_tool_call",
        {"name": "sql", "input": "SELECT 1"},
        {
            "id": "ctc_b00",
            "type": "custom_tool_call",
            "status": "completed",
            "call_id": "call_b00",
            "name": "sql",
            "input": "SELECT 1",
        },
    ),
    ("compaction", None, {"id": "cmp_b00", "type": "compaction", "encrypted_content": "gAAAAABcmp_b00"}),
    (
        "tool_search_call",
        {"paths": ["crm"]},
        whole("tsc", "tool_search_call", call_id=None, execution="server", arguments={"paths": ["crm"]}),
    ),
    (
        "program",
        "f()",
        {"id": "prog_b00", "type": "program", "call_id": "call_b00", "code": "f()", "fingerprint": "fp_b00"},
    ),
]


@pytest.mark.parametrize(("name", "body", "item"), COMPLETE)
def test_a_body_becomes_the_api_item(name: str, body: Json, item: JsonObject) -> None:
    assert ([], item) == (list(item_problems(name, body)), complete_item(name, body, IDS, 0))


@pytest.mark.parametrize(
    ("body", "status"), [({}, "completed"), ({"status": "incomplete"}, "incomplete")], ids=["added", "the author's"]
)
def test_in_open_responses_every_item_has_a_status(body: Json, status: str) -> None:
    item = {"id": "rs_b00", "type": "reasoning", "summary": [], "status": status}

    assert item == complete_item("reasoning", body, IDS, 0, "open-responses")


def test_body_of_an_added_type_is_passed_on() -> None:
    item = {"id": "ext_b00", "type": "acme:hit", "status": "completed", "score": [1, None]}

    assert item == complete_item("acme:hit", {"score": [1, None]}, IDS, 0, "open-responses")


@pytest.mark.parametrize("name", ITEM_TYPES)
def test_every_type_has_a_prefix_of_its_own(name: str) -> None:
    assert [name] == [row.name for row in ITEM_TYPES.values() if row.prefix == row_of(name).prefix]


@pytest.mark.parametrize(
    ("name", "body", "count"),
    [
        ("image_generation_call", None, 0),
        ("image_generation_call", {"partial_images": 3}, 3),
        ("image_generation_call", {"partial_images": ["eA=="]}, 1),
        ("message", "Hi", 0),
    ],
)
def test_partial_images_are_told_beside_the_item(name: str, body: Json, count: int) -> None:
    assert count == len({*asides_of(name, body)})
    assert "partial_images" not in complete_item(name, body, IDS, 0)
