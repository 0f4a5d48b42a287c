import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.open_responses.documents import FILES, FOLDER

ROOT = FILES["openapi.json"]
METHODS = ("get", "post")
OPERATIONS = {
    operation["operationId"]: operation
    for path in ROOT["paths"].values()
    for method, operation in path.items()
    if method in METHODS
}


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (own for own in [value.get("$ref")] if isinstance(own, str))
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            yield from references(member)


def marked(value: Any, mark: str, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        yield from (path for _ in [mark] if mark in value)
        for name, member in value.items():
            yield from marked(member, mark, path if name == "properties" else f"{path}.{name}".strip("."))


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.name)
def test_files_are_indented_by_two(file: Path) -> None:
    text = file.read_text()

    assert json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n" == text


def test_every_schema_is_used_and_every_reference_leads_somewhere() -> None:
    named = {f"{file}#/{name}" for file in FILES if file != "openapi.json" for name in FILES[file]}
    used = {
        reference if reference[0] != "#" else f"{file}{reference}"
        for file, content in FILES.items()
        for reference in references(content)
    }

    assert named == used


def test_every_schema_says_what_it_is_for() -> None:
    silent = [
        f"{file}#/{name}"
        for file in FILES
        if file != "openapi.json"
        for name in FILES[file]
        if not FILES[file][name].get("description")
    ]

    assert [] == silent


def test_only_messages_may_leave_their_type_out() -> None:
    untyped = [
        f"{file}#/{name}"
        for file in FILES
        if file != "openapi.json"
        for name, schema in FILES[file].items()
        if "const" in schema.get("properties", {}).get("type", {}) and "type" not in schema.get("required", [])
    ]

    roles = ("Assistant", "Developer", "System", "User")
    assert sorted(f"messages.json#/{role}Message" for role in roles) == sorted(untyped)


def test_the_operations_are_those_of_the_specification() -> None:
    assert ["responses.create", "responses.connect", "responses.compact"] == list(OPERATIONS)


def test_a_request_is_json_or_a_form() -> None:
    content = OPERATIONS["responses.create"]["requestBody"]["content"]

    assert ["application/json", "application/x-www-form-urlencoded"] == list(content)


@pytest.mark.parametrize(
    ("kind", "schema"),
    [("application/json", "response.json#/Response"), ("text/event-stream", "events.json#/StreamEvent")],
)
def test_a_reply_is_a_response_or_its_events(kind: str, schema: str) -> None:
    content = OPERATIONS["responses.create"]["responses"]["200"]["content"]

    assert {"$ref": schema} == content[kind]["schema"]


def test_a_websocket_takes_and_sends_events() -> None:
    expected = {
        "send": {"$ref": "websocket.json#/ResponseCreate"},
        "receive": {"$ref": "websocket.json#/ServerEvent"},
    }

    assert expected == OPERATIONS["responses.connect"]["x-websocket"]


def test_what_the_newer_release_added_is_marked() -> None:
    places = {place.replace(".json", "") for place in marked(dict(FILES), "x-since")}

    assert {
        "openapi.paths./responses.get",
        "openapi.paths./responses/compact.post",
        "compact.CompactResponse",
        "compact.CompactedResponse",
        "compaction.Compaction",
        "compaction.CompactionResource",
        "messages.AssistantMessage.phase",
        "messages.MessageResource.phase",
        "messages.Phase",
        "websocket.ResponseCreate",
        "websocket.ServerEvent",
        "websocket.ErrorFrame",
    } == places


def test_what_the_newer_release_made_optional_is_marked() -> None:
    places = {place.replace(".json", "") for place in marked(dict(FILES), "x-optional-since")}

    assert {
        "content.OutputTextResource.logprobs",
        "text_events.OutputTextDeltaEvent.logprobs",
        "text_events.OutputTextDoneEvent.logprobs",
    } == places
