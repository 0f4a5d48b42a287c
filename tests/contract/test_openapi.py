"""Our documents as a whole: valid OpenAPI, every reference resolved, every schema used and explained."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

from tests.contract.operations import operations
from tests.contract.parity import CONTRACTS, OPENAI, documents

FOLDERS = sorted(file.parent for file in CONTRACTS.glob("*/openapi.json"))
FILES = [file for folder in FOLDERS for file in sorted(folder.glob("*.json"))]
NO_SCHEMAS = {"openapi.json", "parameters.json", "refusals.json"}
OPERATIONS = {
    "responses.create",
    "responses.retrieve",
    "responses.delete",
    "responses.cancel",
    "responses.input_items",
    "responses.input_tokens",
    "responses.compact",
    "responses.connect",
    "conversations.create",
    "conversations.retrieve",
    "conversations.update",
    "conversations.delete",
    "conversations.items.create",
    "conversations.items.list",
    "conversations.items.retrieve",
    "conversations.items.delete",
    "models.list",
    "models.retrieve",
}
folders = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (own for own in [value.get("$ref")] if isinstance(own, str))
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            yield from references(member)


def reached(files: dict[str, Any]) -> set[str]:
    """Return where all references lead, as `file#/pointer`."""
    return {
        reference if reference[0] != "#" else f"{name}{reference}"
        for name, content in files.items()
        for reference in references(content)
    }


def dangling(files: dict[str, Any]) -> list[str]:
    return sorted(reference for reference in reached(files) if not leads_somewhere(files, reference))


def leads_somewhere(files: dict[str, Any], reference: str) -> bool:
    file, _, pointer = reference.partition("#/")
    value = files.get(file)
    for key in pointer.split("/"):
        value = value.get(key) if isinstance(value, dict) else None
    return value is not None


def schemas(files: dict[str, Any]) -> dict[str, dict[str, Any]]:
    named = ((name, content) for name, content in files.items() if name not in NO_SCHEMAS)
    return {f"{name}#/{key}": schema for name, content in named for key, schema in content.items()}


@folders
def test_the_document_is_valid_openapi(folder: Path) -> None:
    root = folder / "openapi.json"

    assert [] == list(OpenAPIV31SpecValidator(json.loads(root.read_text()), base_uri=root.as_uri()).iter_errors())


def test_the_validator_looks_into_the_files(tmp_path: Path) -> None:
    files = documents(OPENAI)
    files["parameters.json"]["Limit"]["schema"]["type"] = "count"
    for name, content in files.items():
        (tmp_path / name).write_text(json.dumps(content))

    with pytest.raises(OpenAPIValidationError):
        validate(files["openapi.json"], base_uri=(tmp_path / "openapi.json").as_uri(), cls=OpenAPIV31SpecValidator)


@folders
def test_every_reference_leads_somewhere(folder: Path) -> None:
    assert [] == dangling(documents(folder))


def test_a_reference_that_leads_nowhere_is_found() -> None:
    files = documents(OPENAI)
    del files["errors.json"]["Error"]

    assert ["errors.json#/Error"] == dangling(files)


@folders
def test_every_schema_is_used(folder: Path) -> None:
    files = documents(folder)

    assert set() == schemas(files).keys() - {"/".join(reference.split("/")[:2]) for reference in reached(files)}


@folders
def test_every_schema_says_what_it_is_for(folder: Path) -> None:
    silent = [name for name, schema in schemas(documents(folder)).items() if not schema.get("description")]

    assert [] == silent


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_files_are_indented_by_two(file: Path) -> None:
    text = file.read_text()

    assert json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n" == text


def test_the_operations_have_their_names() -> None:
    assert OPERATIONS == operations(documents(OPENAI)).keys()


@pytest.mark.parametrize("operation", sorted(OPERATIONS - {"responses.connect"}))
def test_an_operation_answers_or_refuses(operation: str) -> None:
    files = documents(OPENAI)
    answers = operations(files)[operation]["responses"]
    refusals = [answers[status]["$ref"] for status in answers if status != "200"]

    assert leads_somewhere(files, answers["200"]["content"]["application/json"]["schema"]["$ref"])
    assert [] == [one for one in refusals if not one.startswith("refusals.json#/")]


@pytest.mark.parametrize("operation", ["responses.create", "responses.retrieve"])
def test_events_are_an_answer_too(operation: str) -> None:
    content = operations(documents(OPENAI))[operation]["responses"]["200"]["content"]

    assert {"schema": {"$ref": "events.json#/StreamEvent"}} == content["text/event-stream"]


@folders
def test_the_socket_says_what_goes_each_way(folder: Path) -> None:
    frames = operations(documents(folder))["responses.connect"]["x-websocket"]

    assert {"send", "receive"} == frames.keys()
    assert [] == [end for end, schema in frames.items() if not leads_somewhere(documents(folder), schema["$ref"])]


def test_webhooks_are_the_published_ones() -> None:
    names = {f"response.{end}" for end in ("completed", "cancelled", "failed", "incomplete")}

    assert names == documents(OPENAI)["openapi.json"]["webhooks"].keys()


def test_frames_take_the_parameters_of_a_request() -> None:
    files = documents(OPENAI)
    frame = files["websocket.json"]["ResponseCreate"]["properties"]
    request = files["create.json"]["CreateResponse"]["properties"]

    assert {"type", "stream_id", "generate"} == frame.keys() - request.keys()
    assert {name: f"create.json#/CreateResponse/properties/{name}" for name in request} == {
        name: frame[name].get("$ref") for name in request
    }


def test_the_readme_lists_every_file() -> None:
    text = (CONTRACTS / "README.md").read_text().partition("## openai/")[2].partition("## open-responses/")[0]
    listed = re.findall(r"^\| `([a-z_]+\.json)` \|", text, re.MULTILINE)

    assert sorted(documents(OPENAI)) == sorted(listed)
