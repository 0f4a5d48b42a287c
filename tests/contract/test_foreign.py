"""Documents that others wrote: what is odd about them must not refuse what clients send."""

import json
from pathlib import Path
from typing import Any

import pytest

from mockserver.contract.contract import Contract
from mockserver.contract.document import read_written
from mockserver.contract.load import load_contract
from mockserver.values import Call
from tests.contract.documents import document, write
from tests.contract.mutations import Mutator

OFFICIAL = """
openapi: 3.1.0
info: {title: In the manner of the official document, version: 2.3.0}
servers: [{url: https://api.example/v1}]
paths:
  /responses:
    post:
      operationId: createResponse
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/CreateResponse'}
      responses:
        200:
          description: OK
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Response'}
components:
  schemas:
    CreateResponse:
      allOf:
        - $ref: '#/components/schemas/Properties'
        - type: object
          properties:
            input:
              oneOf:
                - type: string
                - {type: array, items: {$ref: '#/components/schemas/Item'}}
            filter: {$ref: '#/components/schemas/CompoundFilter'}
    Properties:
      type: object
      properties:
        model: {type: string, example: gpt-5}
        temperature: {type: [number, 'null'], maximum: 2}
    Item:
      oneOf:
        - $ref: '#/components/schemas/EasyMessage'
        - $ref: '#/components/schemas/Message'
        - $ref: '#/components/schemas/ShellOutput'
      discriminator: {propertyName: type}
    EasyMessage:
      type: object
      required: [role, content]
      properties:
        type: {type: string, enum: [message]}
        role: {type: string, enum: [user, assistant]}
        content:
          oneOf:
            - type: string
            - {type: array, items: {$ref: '#/components/schemas/Part'}}
    Message:
      type: object
      required: [role, content]
      properties:
        type: {type: string, enum: [message]}
        role: {type: string, enum: [user]}
        content: {type: array, items: {$ref: '#/components/schemas/Part'}}
    Part:
      type: object
      required: [type, text]
      properties:
        type: {type: string, enum: [input_text]}
        text: {type: string, format: uri}
    ShellOutput:
      type: object
      required: [type, call_id, output]
      properties:
        type: {type: string, enum: [local_shell_call_output]}
        id: {type: string}
        output: {type: string}
    CompoundFilter:
      $recursiveAnchor: true
      type: object
      required: [and]
      additionalProperties: false
      properties:
        and: {type: array, items: {$recursiveRef: '#'}}
    Response:
      allOf:
        - {type: object, properties: {id: {type: string}}}
        - type: object
          required: [id, output]
          properties:
            output: {type: array, items: {$ref: '#/components/schemas/Message'}}
"""
MESSAGE = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Hi there"}]}


@pytest.fixture
def official(tmp_path: Path) -> Contract:
    file = tmp_path / "official.yaml"
    file.write_text(OFFICIAL)
    return load_contract(file)


def found(contract: Contract, **body: Any) -> list[tuple[str | None, str | None]]:
    call = Call("responses.create", {}, {"model": "m", "input": "Hi", **body})
    return [(violation.param, violation.code) for violation in contract.violations(call, None)]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"input": [MESSAGE]}, id="two members of a oneOf fit"),
        pytest.param({"input": [{**MESSAGE, "content": "Hi"}]}, id="easy message"),
        pytest.param({"filter": {"and": [{"and": []}]}}, id="recursive filter"),
        pytest.param({"temperature": None}, id="null"),
        pytest.param({"other": 1}, id="open object"),
    ],
)
def test_ordinary_requests_pass_the_oddities_of_the_official_document(official: Contract, body: dict[str, Any]) -> None:
    assert [] == found(official, **body)


def test_a_required_name_that_nothing_defines_is_not_asked_for(official: Contract) -> None:
    output = {"type": "local_shell_call_output", "output": "done"}

    assert ("input[0].call_id", "missing_required_parameter") not in found(official, input=[output])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"temperature": 3}, ("temperature", "decimal_above_max_value")),
        ({"filter": {"and": [{"or": []}]}}, ("filter.and[0].and", "missing_required_parameter")),
        ({"input": [{"type": "local_shell_call_output"}]}, ("input[0].output", "missing_required_parameter")),
        ({"input": [{"type": "unknown"}]}, ("input[0].type", "invalid_value")),
    ],
    ids=["limit", "recursive filter", "required", "type"],
)
def test_the_rest_is_held(official: Contract, body: dict[str, Any], expected: tuple[str, str]) -> None:
    assert expected in found(official, **body)


def test_the_reply_of_a_foreign_document_is_held_too(official: Contract) -> None:
    assert [] == official.reply_violations("responses.create", {"id": "r", "output": []})
    assert ["id"] == [one.param for one in official.reply_violations("responses.create", {"output": []})]
    assert ["role", "content"] == [one.param for one in official.item_violations({"type": "message"})]


def test_openapi_3_0_is_read_in_its_own_way(tmp_path: Path) -> None:
    properties = {
        "user": {"type": "string", "nullable": True, "example": "u"},
        "top_p": {"type": "number", "minimum": 0, "exclusiveMinimum": True},
        "tool": {"nullable": True, "allOf": [{"$ref": "#/components/schemas/Tool"}]},
    }
    body = {"type": "object", "properties": properties}
    contract = load_contract(write(tmp_path, openapi=document(body, openapi="3.0.3", Tool={"type": "string"})))

    assert [] == found(contract, user=None, top_p=0.1, tool=None)
    assert [("top_p", "decimal_below_min_value")] == found(contract, top_p=0)
    assert [("tool", "invalid_type")] == found(contract, tool=5)


def test_a_union_of_closed_objects_needs_no_type(tmp_path: Path) -> None:
    members = [{"properties": {name: {}}, "additionalProperties": False} for name in ("model", "input")]
    contract = load_contract(write(tmp_path, openapi=document({"properties": {"one": {"anyOf": members}}})))

    assert [] == found(contract, one={"model": 1})
    assert [("one.type", "unknown_parameter")] == found(contract, one={"model": 1, "type": "x"})


def test_what_nobody_thought_of_is_a_violation_and_not_our_bug(official: Contract) -> None:
    shape = official._shape("responses.create", "body")

    assert shape
    assert ["invalid_value"] == [one.code for one in shape.explain({"model": "m"})]


def test_what_is_left_over_beside_a_union_is_told(tmp_path: Path) -> None:
    members = [{"properties": {"a": {}}}, {"properties": {"type": {"const": "x"}}, "required": ["type"]}]
    body = {"properties": {"model": {}, "input": {}}, "anyOf": members, "unevaluatedProperties": False}
    contract = load_contract(write(tmp_path, openapi=document(body)))

    assert [] == found(contract, a=1)
    assert [("type", "unknown_parameter")] == found(contract, type="y")


@pytest.mark.parametrize("form", ["json", "yaml"])
@pytest.mark.parametrize("limit", [2**63, -9223372036854776000, 2**70, 10**400], ids=["63", "negative", "70", "huge"])
def test_limits_of_more_than_64_bits_are_read(tmp_path: Path, form: str, limit: int) -> None:
    (tmp_path / f"api.{form}").write_text(json.dumps(document({"properties": {"seed": {"minimum": limit}}})))
    contract = load_contract(tmp_path / f"api.{form}")

    assert [] == found(contract, seed=float("inf"))
    assert [("seed", "decimal_below_min_value")] == found(contract, seed=-1e300)


def test_yaml_becomes_json(tmp_path: Path) -> None:
    values = "enum: [on, 2020-01-01, 1.5, null, 0o17]"
    (tmp_path / "api.yml").write_text(
        f"openapi: 3.1.0\npaths: {{/responses: {{post: {{requestBody: {{content: {{application/json: {{schema: {{{values}}}}}}}}}}}}}}}"
    )
    contract = load_contract(tmp_path / "api.yml")

    schema = next(iter(contract._bundle.definitions.values()))
    assert ["on", "2020-01-01", 1.5, None, 15] == schema["enum"]


def test_our_own_document_says_the_same_as_one_file_of_yaml(tmp_path: Path) -> None:
    written = read_written(Path(__file__).parents[2] / "contracts" / "open-responses")
    schemas = json.loads(json.dumps(written.definitions).replace("#/$defs/", "#/components/schemas/"))
    body = {"$ref": written.operations["responses.create"]["body"]["$ref"].replace("$defs", "components/schemas")}
    (tmp_path / "api.yaml").write_text(json.dumps(document(body, **schemas)))
    contract, bodies = load_contract(tmp_path / "api.yaml"), [{"model": "m", "input": [MESSAGE], "top_p": 0.5}]
    ours = load_contract(Path(__file__).parents[2] / "contracts" / "open-responses")

    for mutation in Mutator(bodies).take(300):
        assert found(ours, **mutation.body) == found(contract, **mutation.body)
