"""Documents that cannot be read as a contract: each is one clear line."""

import json
from pathlib import Path
from typing import Any

import pytest

from mockserver.contract.load import load_contract
from mockserver.contract.wrong import DocumentError
from tests.contract.documents import document, write


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param("{", ":1: not JSON: Expecting property name enclosed in double quotes (column 2)", id="not JSON"),
        pytest.param("[]", ": not an OpenAPI document, which is an object", id="list"),
        pytest.param("{}", ": not an OpenAPI 3.x document: found nothing", id="nothing"),
        pytest.param('{"swagger": "2.0"}', ": not an OpenAPI 3.x document: found swagger: '2.0'", id="swagger"),
        pytest.param('{"openapi": "4.0"}', ": not an OpenAPI 3.x document: found openapi: '4.0'", id="version 4"),
        pytest.param('{"type": "object", "title": "A"}', ": not an OpenAPI 3.x document: found the keys type, title", id="schema"),
        pytest.param('{"openapi": "3.1.0"}', ": does not describe POST /responses: it has no paths", id="no paths"),
        pytest.param('{"openapi": "3.1.0", "paths": []}', "#/paths: expected an object", id="list of paths"),
        pytest.param(
            '{"openapi": "3.1.0", "paths": {"/models": {}, "/v1/response": {"get": {}, "post": {}}}}',
            ": does not describe POST /responses: the nearest path is /v1/response (get, post)",
            id="nearest path",
        ),
        pytest.param(
            '{"openapi": "3.1.0", "paths": {"/responses": {"get": {}}}}',
            ": does not describe POST /responses: the nearest path is /responses (get)",
            id="other method",
        ),
        pytest.param(json.dumps(document({"type": "text"})), ": not a JSON Schema at ", id="wrong type"),
        pytest.param(json.dumps(document({"properties": 5})), ": not a JSON Schema at ", id="wrong properties"),
        pytest.param(json.dumps(document({"pattern": "(?<"})), "is not a \"regex\"", id="wrong pattern"),
        pytest.param(json.dumps(document(5)), ": expected a schema", id="no schema"),
        pytest.param(json.dumps(document({"pattern": "\ud800"})), "surrogates not allowed", id="half a character"),
        pytest.param('{"openapi": ' + "9" * 5000 + "}", ": not JSON: Exceeds the limit", id="endless number"),
        pytest.param('{"openapi": "3.1.0", "paths": {"/responses": {"post": {"requestBody": 5}}}}', "requestBody: expected an object", id="no body"),
        pytest.param('{"openapi": "3.1.0", "paths": {"/responses": 5}}', "expected an object", id="no path item"),
        pytest.param('{"a":' * 5000 + "5" + "}" * 5000, ": deeper than 100 levels", id="deep"),
        pytest.param("\ufeff" + json.dumps({"openapi": 3}), ": not an OpenAPI 3.x document: found openapi: 3", id="byte order mark"),
    ],
)  # fmt: skip
def test_a_document_of_no_use_is_one_clear_line(tmp_path: Path, content: str, problem: str) -> None:
    file = tmp_path / "api.json"
    file.write_text(content)

    with pytest.raises(DocumentError) as caught:
        load_contract(file)

    assert str(caught.value).startswith(str(file))
    assert problem in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param("openapi: 3.1.0\npaths: [\n", ":3: not YAML: ", id="open bracket"),
        pytest.param("openapi: 3.1.0\n  paths: {}\n", ":2: not YAML: ", id="indent"),
        pytest.param("a: 1\na: 2\n", ":2: not YAML: ", id="key twice"),
        pytest.param("&a [*a]", ": too large once its aliases are written out", id="endless alias"),
        pytest.param("x: \x07", ": not YAML: ", id="control character"),
        pytest.param("[" * 1000, ": deeper than 100 levels", id="deep"),
        pytest.param("x: !!python/object:os.system {}", ":1: not YAML: ", id="tag"),
        pytest.param("--- 1\n--- 2\n", ":2: not YAML: ", id="two documents"),
    ],
)
def test_broken_yaml_is_one_clear_line(tmp_path: Path, content: str, problem: str) -> None:
    file = tmp_path / "api.yaml"
    file.write_text(content)

    with pytest.raises(DocumentError) as caught:
        load_contract(file)

    assert str(caught.value).startswith(f"{file}{problem}")
    assert len(str(caught.value).splitlines()) == 1


def test_unions_in_unions_without_end_are_one_clear_line(tmp_path: Path) -> None:
    schema: dict[str, Any] = {"minLength": 1}
    for level in range(44):
        schema = {"anyOf": [schema, {"maximum": level}], "minLength": 1}

    with pytest.raises(DocumentError, match=r"body of responses\.create: "):
        load_contract(write(tmp_path, openapi=document(schema)) / "openapi.json")


def test_aliases_that_multiply_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    (tmp_path / "api.yaml").write_text("\n".join(lines))

    with pytest.raises(DocumentError, match="too large once its aliases are written out"):
        load_contract(tmp_path / "api.yaml")


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf", "allOf"])
def test_schemas_that_multiply_are_one_clear_line(tmp_path: Path, keyword: str) -> None:
    links: dict[str, Any] = {f"A{n}": {keyword: [{"$ref": f"#/components/schemas/A{n + 1}"}] * 2} for n in range(25)}
    one = document({"$ref": "#/components/schemas/A0"}, **links, A25={"type": "object"})

    with pytest.raises(DocumentError, match=r"openapi\.json: .*: more than 10,000 schemas apply to one value$"):
        load_contract(write(tmp_path, openapi=one) / "openapi.json")
