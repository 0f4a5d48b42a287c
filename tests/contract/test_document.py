import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openai.types.responses.response_create_params import ResponseCreateParamsBase
from openapi_spec_validator import validate

from mockserver.contract.document import read_requests
from mockserver.contract.files import DocumentError

CONTRACT = Path(__file__).parents[2] / "contracts" / "openai"
FILES = sorted(CONTRACT.glob("*.json"))


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (own for own in [value.get("$ref")] if isinstance(own, str))
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            yield from references(member)


def document(body: dict[str, Any]) -> dict[str, Any]:
    content = {"content": {"application/json": {"schema": body}}}
    return {
        "openapi": "3.1.0",
        "paths": {"/things": {"post": {"operationId": "things.create", "requestBody": content}}},
    }


def write(folder: Path, **files: Any) -> Path:
    for stem, content in files.items():
        (folder / f"{stem}.json").write_text(json.dumps(content))
    return folder


def test_the_document_is_valid_openapi() -> None:
    root = CONTRACT / "openapi.json"

    validate(json.loads(root.read_text()), base_uri=root.as_uri())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_files_are_indented_by_two(file: Path) -> None:
    text = file.read_text()

    assert json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n" == text


def test_every_schema_is_used() -> None:
    named = {
        f"{file.name}#/{name}"
        for file in FILES[:]
        if file.name != "openapi.json"
        for name in json.loads(file.read_text())
    }
    used = {
        reference if reference[0] != "#" else f"{file.name}{reference}"
        for file in FILES
        for reference in references(json.loads(file.read_text()))
    }

    assert named == used


def test_a_request_schema_holds_all_that_it_refers_to() -> None:
    schema = read_requests(CONTRACT)["responses.create"]

    assert {f"#/$defs/{name}" for name in schema["$defs"]} == set(references(schema))


def test_every_parameter_of_the_sdk_is_known() -> None:
    known = json.loads((CONTRACT / "responses.json").read_text())["CreateResponse"]["properties"]

    assert set() == {*ResponseCreateParamsBase.__annotations__, "stream"} - known.keys()


@pytest.mark.parametrize("given", ["folder", "file"])
def test_a_document_is_given_as_folder_or_file(tmp_path: Path, given: str) -> None:
    write(tmp_path, openapi=document({"type": "string"}))

    requests = read_requests(tmp_path if given == "folder" else tmp_path / "openapi.json")

    assert [{"type": "string"}] == list(requests["things.create"]["$defs"].values())


def test_an_operation_without_id_goes_by_method_and_path(tmp_path: Path) -> None:
    unnamed = document({})
    del unnamed["paths"]["/things"]["post"]["operationId"]

    assert ["post /things"] == list(read_requests(write(tmp_path, openapi=unnamed)))


def test_only_json_bodies_are_read(tmp_path: Path) -> None:
    form = document({})
    form["paths"]["/things"]["post"]["requestBody"]["content"] = {"multipart/form-data": {"schema": {}}}
    form["paths"]["/things"]["get"] = {"operationId": "things.list"}

    assert {} == read_requests(write(tmp_path, openapi=form))


def test_references_lead_from_file_to_file(tmp_path: Path) -> None:
    write(tmp_path, openapi=document({"$ref": "a.json#/A"}), a={"A": {"items": {"$ref": "b.json#/B"}}})
    write(tmp_path, b={"B": {"$ref": "#/C"}, "C": {"type": "null"}})

    definitions = read_requests(tmp_path)["things.create"]["$defs"]

    assert {"items": {"$ref": "#/$defs/b.B"}} == definitions["a.A"]
    assert {"$ref": "#/$defs/b.C"} == definitions["b.B"]
    assert {"type": "null"} == definitions["b.C"]


def test_a_recursive_reference_means_the_schema_around_it(tmp_path: Path) -> None:
    compound = {"$recursiveAnchor": True, "items": {"$recursiveRef": "#"}}
    write(tmp_path, openapi=document({"$ref": "a.json#/Compound"}), a={"Compound": compound})

    definitions = read_requests(tmp_path)["things.create"]["$defs"]

    assert {"items": {"$ref": "#/$defs/a.Compound"}} == definitions["a.Compound"]


@pytest.mark.parametrize(
    ("reference", "problem"),
    [
        pytest.param("missing.json#/A", "missing.json: No such file or directory", id="missing file"),
        pytest.param("a.json#/B", "a.json#/B: there is no 'B'", id="dangling pointer"),
        pytest.param("a.json#/A/type/x", "a.json#/A/type/x: there is no 'x'", id="pointer into a text"),
        pytest.param("http://127.0.0.1:9/a.json", "$ref to 'http://127.0.0.1:9/a.json' is not a file", id="remote"),
        pytest.param("broken.json#/A", "broken.json: not JSON", id="not JSON"),
    ],
)
def test_a_broken_reference_is_one_clear_error(tmp_path: Path, reference: str, problem: str) -> None:
    write(tmp_path, openapi=document({"$ref": reference}), a={"A": {"type": "string"}})
    (tmp_path / "broken.json").write_text("{")

    with pytest.raises(DocumentError) as caught:
        read_requests(tmp_path)

    assert problem in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_missing_document_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"openapi\.json: No such file or directory$"):
        read_requests(tmp_path)


def test_two_schemas_never_share_a_name(tmp_path: Path) -> None:
    write(tmp_path, openapi=document({"anyOf": [{"$ref": "a.json#/A b"}, {"$ref": "a.json#/A_b"}]}))
    write(tmp_path, a={"A b": {}, "A_b": {}})

    with pytest.raises(DocumentError, match=r"goes by the same name 'a\.A_b'"):
        read_requests(tmp_path)
