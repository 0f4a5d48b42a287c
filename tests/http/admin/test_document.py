"""The document says all that the routes do, and is right."""

import json

import pytest
from openapi_spec_validator import validate

from mockserver.contract.schema import broken_schema, schema_mismatches
from mockserver.http.admin.document import METHODS, closed_schema, document, secured
from mockserver.http.admin.handlers import OF_HOST, OF_ROOM
from mockserver.scenario import source_file
from mockserver.values import JsonObject
from tests.http.admin.steering import CHECKOUT, Steering

OPERATIONS: dict[str, JsonObject] = {
    item[method]["operationId"]: item[method]
    for item in document()["paths"].values()
    for method in METHODS
    if method in item
}
OF_SERVER = {"document.get", "health.get", "ready.get"}
FIXTURES = sorted(path for path in (CHECKOUT / "fixtures").rglob("*.yaml"))


def test_the_document_is_valid() -> None:
    validate(document())


def test_who_asks_gets_it() -> None:
    assert document() == Steering().ask("GET", "openapi.json").body


def test_every_operation_has_who_answers_it() -> None:
    assert set(OPERATIONS) == {*OF_HOST, *OF_ROOM} | OF_SERVER


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_every_operation_tells_its_refusals(operation: JsonObject) -> None:
    has_body = "requestBody" in operation

    assert {"401", "403"} <= {*operation["responses"]}
    assert has_body is ({"400", "413"} <= {*operation["responses"]})


@pytest.mark.parametrize("operation", [one for one in OPERATIONS.values() if "requestBody" in one])
def test_every_body_has_an_example_that_fits(operation: JsonObject) -> None:
    content = operation["requestBody"]["content"]["application/json"]
    schema = closed_schema(content["schema"])

    assert (None, []) == (broken_schema(schema), schema_mismatches(schema, content["example"]))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_shipped_scenario_may_be_uploaded(path: object) -> None:
    parsed = source_file.parse((CHECKOUT / str(path)).read_text(), str(path))
    schema = closed_schema({"$ref": "#/components/schemas/Upload"})

    assert parsed is not None
    assert [] == schema_mismatches(schema, json.loads(json.dumps(parsed.value)))


def test_a_server_that_wants_a_token_says_so() -> None:
    assert ([{"token": []}], None) == (secured(needs_token=True)["security"], document().get("security"))
    validate(secured(needs_token=True))
