"""Authors' items: what they become, and what is wrong with them."""

import pytest

from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types import complete_item, item_problems
from mockserver.values import Json, JsonObject

IDS = Ids("b")
CITATION = {"type": "url_citation", "url": "https://example.org", "title": "T", "start_index": 0, "end_index": 5}


def message(*content: JsonObject, **more: Json) -> JsonObject:
    head = {"id": "msg_b00", "type": "message", "status": "completed", "role": "assistant"}
    return {**head, "content": list(content), **more}


def text(value: str, **more: Json) -> JsonObject:
    return {"type": "output_text", "text": value, "annotations": [], "logprobs": [], **more}


COMPLETE = [
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


@pytest.mark.parametrize(
    ("name", "body", "path", "message"),
    [
        ("mesage", "Hi", (), "unknown item type 'mesage'; did you mean 'message'? Known types: message, function_call, reasoning"),
        ("message", 5, ("message",), "expected a text or a mapping, got a number; put it in quotes"),
        ("message", None, ("message",), "expected a text or a mapping, got nothing"),
        ("gibberish", "Hi", (), "unknown item type 'gibberish'. Known types: message, function_call, reasoning"),
        ("message", {}, ("message",), "expected exactly one of text, json, refusal, content, got none of them"),
        ("message", {"text": "a", "refusal": "b"}, ("message",), "expected exactly one of text, json, refusal, content, got text and refusal"),
        ("message", {"text": 5}, ("message", "text"), "expected a text, got a number; put it in quotes"),
        ("message", {"refusal": "No.", "annotations": []}, ("message", "annotations"), "annotations belong beside 'text'"),
        ("message", {"text": "a", "role": "user"}, ("message", "role"), "expected 'assistant', got 'user'"),
        ("message", {"content": [{"type": "output_txt", "text": "a"}]}, ("message", "content", 0, "type"), "expected 'output_text' or 'refusal', got 'output_txt'; did you mean 'output_text'?"),
        ("message", {"content": [{}]}, ("message", "content", 0), "expected exactly one of text, json, refusal, got none of them"),
        ("message", {"text": "a", "annotations": [{"type": "url_citation"}]}, ("message", "annotations", 0), "a url_citation needs 'url'"),
        ("message", {"text": "a", "annotations": [{"type": "url"}]}, ("message", "annotations", 0, "type"), "expected 'file_citation', 'url_citation', 'container_file_citation' or 'file_path', got 'url'"),
        ("message", {"text": "a", "annotations": ["x"]}, ("message", "annotations", 0), "expected a mapping for an annotation, got a text"),
        ("message", {"text": "a", "annotations": [{}]}, ("message", "annotations", 0), "an annotation needs 'type'"),
        ("function_call", {"arguments": {}}, ("function_call",), "a function_call needs 'name'"),
        ("function_call", {"name": "f", "argument": {}}, ("function_call", "argument"), "unknown key 'argument' in a function_call; did you mean 'arguments'? Known keys: name, arguments, call_id, namespace, status, id"),
        ("function_call", {"name": "f", "arguments": []}, ("function_call", "arguments"), "expected a text or a mapping, got a list"),
        ("reasoning", {"summary": [{"text": 5}]}, ("reasoning", "summary", 0, "text"), "expected a text, got a number; put it in quotes"),
        ("reasoning", ["x"], ("reasoning",), "expected a text or a mapping, got a list"),
    ],
)  # fmt: skip
def test_the_first_problem_is_named_with_its_place(name: str, body: Json, path: tuple[str, ...], message: str) -> None:
    assert (path, message) == next(item_problems(name, body))
