from pathlib import Path
from typing import Any

import pytest

from mockserver.contract.document import read_document
from mockserver.contract.files import DocumentError
from tests.contract.documents import document, operation, write


def definitions(folder: Path) -> dict[str, Any]:
    return read_document(folder).definitions


def body_of(folder: Path) -> dict[str, Any]:
    (name,) = definitions(folder)
    schema: dict[str, Any] = definitions(folder)[name]
    return schema


@pytest.mark.parametrize("given", ["folder", "file"])
def test_a_document_is_given_as_folder_or_file(tmp_path: Path, given: str) -> None:
    write(tmp_path, openapi=document({"type": "string"}))

    bundle = read_document(tmp_path if given == "folder" else tmp_path / "openapi.json")

    assert [{"type": "string"}] == list(bundle.definitions.values())
    assert {"responses.create": {"body"}} == {name: set(parts) for name, parts in bundle.operations.items()}


@pytest.mark.parametrize("media", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
def test_json_bodies_are_read(tmp_path: Path, media: str) -> None:
    one = document({})
    one["paths"]["/responses"]["post"]["requestBody"]["content"] = {media: {"schema": {}}}

    assert {"body"} == read_document(write(tmp_path, openapi=one)).operations["responses.create"].keys()


@pytest.mark.parametrize(
    "request_body",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"content": {}}, id="no media type"),
        pytest.param({"content": {"application/json": {}}}, id="no schema"),
        pytest.param({"content": {"multipart/form-data": {"schema": {}}}}, id="form"),
        pytest.param({"content": {"application/x-www-form-urlencoded": {"schema": {}}}}, id="short form"),
    ],
)
def test_a_document_must_describe_what_is_sent_as_json(tmp_path: Path, request_body: dict[str, Any]) -> None:
    one = document({})
    one["paths"]["/responses"]["post"]["requestBody"] = request_body
    problem = "POST /responses has no request body of type application/json with a schema"

    with pytest.raises(DocumentError, match=problem):
        read_document(write(tmp_path, openapi=one))


def test_extensions_are_no_paths(tmp_path: Path) -> None:
    one = document({})
    one["paths"] = {"x-note": "hello", "x-more": {"post": 5}, **one["paths"]}

    assert {"responses.create"} == read_document(write(tmp_path, openapi=one)).operations.keys()


def test_a_schema_may_have_an_id(tmp_path: Path) -> None:
    model = {"$id": "https://api.example/model", "properties": {"model": {"$ref": "#/components/schemas/Name"}}}
    one = document({"$ref": "#/components/schemas/Model"}, Model=model, Name={"type": "string"})

    found = definitions(write(tmp_path, openapi=one))

    assert {"properties": {"model": {"$ref": "#/$defs/openapi.components.schemas.Name"}}} in found.values()


def test_replies_errors_and_items_are_found(tmp_path: Path) -> None:
    reply = {"allOf": [{"type": "object"}, {"properties": {"output": {"type": "array", "items": {"const": 1}}}}]}
    content = {
        "application/json": {"schema": {"$ref": "#/components/schemas/R"}},
        "text/event-stream": {"schema": {"const": 2}},
    }
    one = document({}, R=reply)
    one["paths"]["/responses"]["post"]["responses"] = {
        "200": {"content": content},
        "429": {"content": {"application/json": {"schema": {"const": 3}}}},
    }

    bundle = read_document(write(tmp_path, openapi=one))

    assert {"body", "reply", "event", "item", "error"} == bundle.operations["responses.create"].keys()
    assert {"const": 1} == bundle.operations["responses.create"]["item"]
    assert {"const": 2} in bundle.definitions.values()
    assert {"const": 3} in bundle.definitions.values()


def test_query_parameters_become_one_schema(tmp_path: Path) -> None:
    one = document({})
    shared = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    own = [
        {"name": "after", "in": "query", "required": True, "schema": {}},
        {"name": "id", "in": "path", "schema": {}},
        {"$ref": "#/components/parameters/order"},
    ]
    one["components"]["parameters"] = {"order": {"name": "order", "in": "query", "schema": {"enum": ["asc"]}}}
    one["paths"]["/responses/{id}/input_items"] = {"parameters": [shared], "get": {"parameters": own}}

    query = read_document(write(tmp_path, openapi=one)).operations["responses.input_items"]["query"]

    assert ["limit", "after", "order"] == list(query["properties"])
    assert ["after"] == query["required"]


def test_sockets_are_described_by_an_extension(tmp_path: Path) -> None:
    one = document({})
    one["paths"]["/responses"]["get"] = {"x-websocket": {"send": {"const": 1}, "receive": {"const": 2}}}

    parts = read_document(write(tmp_path, openapi=one)).operations["responses.connect"]

    assert {"body", "event"} == parts.keys()


def test_a_list_of_responses_is_no_socket(tmp_path: Path) -> None:
    one = document({})
    one["paths"]["/responses"]["get"] = {"responses": {}}

    assert {"responses.create"} == read_document(write(tmp_path, openapi=one)).operations.keys()


def test_of_two_paths_with_one_meaning_the_first_counts(tmp_path: Path) -> None:
    one = document({"const": 1})
    one["paths"]["/v1/responses"] = {"post": operation({"const": 2})}

    assert {"const": 1} == body_of(write(tmp_path, openapi=one))


def test_references_lead_from_file_to_file(tmp_path: Path) -> None:
    write(tmp_path, openapi=document({"$ref": "a.json#/A"}), a={"A": {"items": {"$ref": "b.json#/B"}}})
    write(tmp_path, b={"B": {"$ref": "#/C"}, "C": {"type": "null"}})

    found = definitions(tmp_path)

    assert {"items": {"$ref": "#/$defs/b.B"}} == found["a.A"]
    assert {"$ref": "#/$defs/b.C"} == found["b.B"]
    assert {"type": "null"} == found["b.C"]


def test_a_recursive_reference_means_the_schema_around_it(tmp_path: Path) -> None:
    compound = {"$recursiveAnchor": True, "items": {"$recursiveRef": "#"}}
    write(tmp_path, openapi=document({"$ref": "a.json#/Compound"}), a={"Compound": compound})

    assert {"items": {"$ref": "#/$defs/a.Compound"}} == definitions(tmp_path)["a.Compound"]


def test_two_schemas_never_share_a_name(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    members = [{"$ref": "a.json#/A b"}, {"$ref": "a.json#/A_b"}, {"$ref": "deep/a.json#/A_b"}]
    write(tmp_path, openapi=document({"anyOf": members}), a={"A b": {"const": 1}, "A_b": {"const": 2}})
    write(tmp_path / "deep", a={"A_b": {"const": 3}})

    assert [1, 2, 3] == sorted(schema["const"] for schema in definitions(tmp_path).values() if "const" in schema)


@pytest.mark.parametrize(
    ("reference", "problem"),
    [
        pytest.param("missing.json#/A", "missing.json: No such file or directory", id="missing file"),
        pytest.param("a.json#/B", "a.json#/B: there is no 'B'", id="dangling pointer"),
        pytest.param("a.json#/A/type/x", "a.json#/A/type/x: there is no 'x'", id="pointer into a text"),
        pytest.param("a.json#/L/2", "a.json#/L/2: there is no '2'", id="pointer past a list"),
        pytest.param("a.json#A", "a.json#A: only JSON pointers are followed", id="anchor"),
        pytest.param("a.json#/A/type", "a.json#/A/type: expected a schema", id="no schema"),
        pytest.param("http://127.0.0.1:9/a.json", "$ref to 'http://127.0.0.1:9/a.json' is not a file", id="remote"),
        pytest.param("broken.json#/A", "broken.json:2: not JSON: Expecting", id="not JSON"),
        pytest.param("latin.json#/A", "latin.json: cannot be read as UTF-8", id="not UTF-8"),
        pytest.param("a\0.json", "cannot be read as UTF-8: embedded null byte", id="no file name"),
    ],
)
def test_a_broken_reference_is_one_clear_error(tmp_path: Path, reference: str, problem: str) -> None:
    write(tmp_path, openapi=document({"$ref": reference}), a={"A": {"type": "string"}, "L": [{}]})
    (tmp_path / "broken.json").write_text('{\n"A": }')
    (tmp_path / "latin.json").write_bytes(b'{"A": "\xe9"}')

    with pytest.raises(DocumentError) as caught:
        read_document(tmp_path)

    assert problem in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_missing_document_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"openapi\.json: No such file or directory$"):
        read_document(tmp_path)
