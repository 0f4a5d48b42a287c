from time import process_time
from typing import Any

import pytest

from mockserver.contract.rules.json_schemas import MOST_COMPILED
from mockserver.contract.schema import LONGEST_PROBLEM
from tests.contract.rules.asking import Told, told, violations


def closed(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def tool(parameters: Any, **more: Any) -> dict[str, Any]:
    return {"type": "function", "name": "f", "parameters": parameters, **more}


def text(schema: Any, **more: Any) -> dict[str, Any]:
    return {"text": {"format": {"type": "json_schema", "name": "s", "schema": schema, **more}}}


FORMAT = Told("format_schema", "text.format.schema", "invalid_json_schema")
STRICT = Told("strict_parameters", "tools[0].parameters", "invalid_function_parameters")
LOOSE = Told("parameters_schema", "tools[0].parameters", "invalid_function_parameters")
BROKEN = {
    "unknown type": closed(a={"type": "strin"}),
    "unknown type in a list": closed(a={"type": ["string", "nul"]}),
    "reference to nothing": closed(a={"$ref": "#/$defs/nope"}),
    "choices that are no list": closed(a={"type": "string", "enum": "x"}),
    "pattern that is none": closed(a={"type": "string", "pattern": "("}),
    "limit as text": closed(a={"type": "number", "minimum": "3"}),
    "property that is none": closed(a={"type": "array", "items": {"type": "array", "items": None}}),
    "properties that are a list": {"type": "object", "properties": [], "required": [], "additionalProperties": False},
}
FINE = {
    "plain": closed(a={"type": "string"}),
    "default": closed(a={"type": "string", "default": "x"}),
    "an older draft": {"$schema": "http://json-schema.org/draft-07/schema#", **closed(a={"type": "string"})},
    "the dialect of OpenAPI": {
        "$schema": "https://spec.openapis.org/oas/3.1/dialect/base",
        **closed(a={"type": "null"}),
    },
    "definitions": {**closed(a={"$ref": "#/$defs/A"}), "$defs": {"A": {"type": ["string", "null"]}}},
    "keywords of others": closed(a={"type": "string", "x-order": 1}),
    "long text": closed(a={"type": "string", "pattern": r"^[\w ]{1,1000}$"}),
    "sign ahead": closed(a={"type": "string", "pattern": r"^(?!^[-+.]*$)[+-]?0*\d*\.?\d*$"}),
}
LOOSELY_FINE = {**FINE, "anything": {}, "no properties": {"type": "object"}, "any property": {"properties": {"a": {}}}}


def broken(schemas: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("schema", schemas.values(), ids=schemas)


@broken(BROKEN)
@pytest.mark.parametrize("strict", [True, False, None])
def test_a_format_needs_a_json_schema(schema: Any, strict: bool | None) -> None:
    assert [FORMAT] == told(text(schema, strict=strict))


@broken(BROKEN)
def test_a_strict_function_needs_a_json_schema(schema: Any) -> None:
    assert [STRICT] == told({"tools": [tool(schema, strict=True)]})


@broken(BROKEN)
@pytest.mark.parametrize("more", [{}, {"strict": None}, {"strict": False}], ids=str)
def test_another_function_should_have_a_json_schema(schema: Any, more: dict[str, Any]) -> None:
    assert [LOOSE] == told({"tools": [tool(schema, **more)]})


@broken(FINE)
def test_good_schemas_are_fine_in_strict_mode(schema: Any) -> None:
    assert [] == told({"tools": [tool(schema, strict=True)], **text(schema, strict=True)})


@broken(LOOSELY_FINE)
def test_good_schemas_are_fine_otherwise(schema: Any) -> None:
    assert [] == told({"tools": [tool(schema)], **text(schema)})


def test_arrays_have_items() -> None:
    said = "In context=('properties', 'a', 'items'), array schema missing items."
    parameters = closed(a={"type": "array", "items": {"type": "array"}})

    assert [STRICT, LOOSE._replace(param="tools[1].parameters")] == told(
        {"tools": [tool(parameters, strict=True), {**tool(parameters), "name": "g"}]}
    )
    assert [f"Invalid schema for function 'f': {said}"] == [
        one.message for one in violations({"tools": [tool(parameters)]})
    ]


def test_there_may_be_no_schema() -> None:
    formats = [{"type": "json_schema"}, {"type": "json_schema", "strict": True}, {"type": "text", "schema": []}]
    bodies = [{"text": {"format": one}} for one in formats]

    assert [] == [found for body in bodies for found in told(body, dialect="open-responses")]
    assert [] == told({"tools": [tool(None), {"type": "function", "name": "g", "strict": True}]})


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param(text(closed(a={"minimum": "3"})), "response_format 's'", id="format"),
        pytest.param({"text": {"format": {"type": "json_schema", "schema": closed(a={"minimum": "3"})}}}, "response_format", id="no name"),
        pytest.param({"tools": [tool(closed(a={"minimum": "3"}))]}, "function 'f'", id="function"),
    ],
)  # fmt: skip
def test_the_message_names_the_place(body: Any, message: str) -> None:
    (violation,) = violations(body)

    said = f'Invalid schema for {message}: $.properties.a.minimum: expected a number, got "3".'
    assert said == violation.message


def test_a_function_is_told_of_once() -> None:
    body = {"tools": [tool({"type": "object", "$ref": "https://a.example/a"}, strict=True)]}

    assert [STRICT] == told(body)


def test_functions_of_namespaces_are_looked_at() -> None:
    space = {"type": "namespace", "name": "n", "tools": [tool(BROKEN["unknown type"])]}

    assert ["tools[0].tools[0].parameters"] == [one.param for one in told({"tools": [space]})]


@pytest.mark.parametrize(
    "body",
    [
        text({"properties": ["x" * 100_000]}),
        text({"properties": {"x" * 100_000: 5}}),
        text({"type": "strin"}, name="s" * 100_000),
        {"tools": [tool({"$ref": f"#/{'x' * 100_000}"}, name="f" * 100_000)]},
    ],
    ids=["value", "name in it", "name of the format", "reference"],
)
def test_a_long_text_makes_no_long_message(body: Any) -> None:
    (violation,) = violations(body)

    assert len(violation.message) < LONGEST_PROBLEM + 200


REGEX = r"(\w{1,200}){1,8}"
DEEP: dict[str, Any] = {"type": "strin"}
for _ in range(10_000):
    DEEP = {"type": "array", "items": DEEP}
HEAVY = closed(**{f"p{number}": {"type": "string", "pattern": f"{REGEX}{number}"} for number in range(90)})
MANY = closed(**{f"p{number}": {"type": "string", "pattern": f"{REGEX}{number}"} for number in range(5_000)})


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"tools": [tool(HEAVY, name=f"f{number}") for number in range(200)]}, id="200 functions"),
        pytest.param(text(MANY, strict=True), id="5,000 patterns"),
        pytest.param({"tools": [tool({}, name=f"f{number}") for number in range(100_000)]}, id="100,000 functions"),
        pytest.param(text({"patternProperties": {f"{REGEX}{n}": {} for n in range(40_000)}}), id="40,000 names"),
        pytest.param({"tools": [tool(closed(**{f"p{n}": {} for n in range(100_000)}))]}, id="100,000 properties"),
        pytest.param({"tools": [tool(closed(a={"type": "array", "items": DEEP}))]}, id="10,000 levels"),
        pytest.param(text(DEEP), id="10,000 levels of a format"),
    ],
)  # fmt: skip
def test_hostile_schemas_cost_bounded_time(body: Any) -> None:
    began = process_time()
    found = told(body)

    assert process_time() - began < 10
    assert len(found) <= 1


@pytest.mark.parametrize("strict", [True, False])
def test_parameters_too_large_to_look_at_pass(strict: bool) -> None:
    assert [] == told({"tools": [tool(closed(a={"type": "array", "items": DEEP}), strict=strict)]})


def test_only_so_many_schemas_are_looked_at() -> None:
    fine = [tool({"minimum": number}, name=f"f{number}") for number in range(MOST_COMPILED - 1)]
    wrong = tool({"type": "strin"})

    assert [f"tools[{MOST_COMPILED - 1}].parameters"] == [one.param for one in told({"tools": [*fine, wrong]})]
    assert [] == told({"tools": [*fine, tool({"minimum": 0.5}, name="g"), wrong]})
