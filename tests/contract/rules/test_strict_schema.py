from typing import Any

import pytest

from mockserver.contract.rules.strict_schema import strict_problem

TEXT = {"type": "string"}


def closed(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def nested(levels: int) -> dict[str, Any]:
    schema = closed()
    for _ in range(levels - 1):
        schema = closed(a=schema)
    return schema


NODE = {"$ref": "#/$defs/Node"}


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param(closed(), id="empty"),
        pytest.param(closed(a=TEXT, b={"type": ["integer", "null"], "minimum": 0}), id="plain"),
        pytest.param(closed(a={"type": "string", "enum": ["x", "y"]}, b={"const": 1}), id="enum"),
        pytest.param(closed(a={"type": "string", "format": "date-time", "pattern": "^a"}), id="format"),
        pytest.param(closed(a={"type": "array", "items": closed(b=TEXT), "minItems": 1}), id="array"),
        pytest.param(closed(a={"anyOf": [closed(b=TEXT), {"type": "null"}]}), id="nullable object"),
        pytest.param(closed(a={**closed(b=TEXT), "type": ["object", "null"]}), id="type list"),
        pytest.param({**closed(a=NODE), "$defs": {"Node": closed(next={"anyOf": [NODE, {"type": "null"}]})}}, id="tree"),
        pytest.param(closed(a={"$ref": "#"}), id="recursive root"),
        pytest.param(closed(**{"$ref": TEXT, "not": TEXT, "format": TEXT}), id="properties named like keywords"),
        pytest.param(closed(a={"enum": ["x", 1]}), id="choices without type"),
        pytest.param(closed(a={"type": "string", "default": "x"}), id="default"),
        pytest.param({**closed(a=TEXT), "$defs": {"A": {}}}, id="definition without type"),
        pytest.param(closed(a={"type": "array", "prefixItems": [TEXT]}), id="tuple"),
        pytest.param(nested(10), id="ten levels"),
        pytest.param({**nested(10), "$defs": {"Node": nested(9)}}, id="definitions start over"),
        pytest.param(closed(a={"enum": [*range(1_000)]}), id="1,000 enum values"),
        pytest.param(closed(**{f"p{number}": TEXT for number in range(5_000)}), id="5,000 properties"),
    ],
)  # fmt: skip
def test_schemas_that_strict_mode_takes(schema: dict[str, Any]) -> None:
    assert strict_problem(schema) is None


OPEN = "'additionalProperties' is required to be supplied and to be false."
REQUIRED = "'required' is required to be supplied and to be an array including every key in properties."
TYPELESS = "schema must have a 'type' key."
ROOT = "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"{}\"'."


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        pytest.param({}, ROOT.format("None"), id="nothing"),
        pytest.param(None, ROOT.format("null"), id="null"),
        pytest.param({"type": "array", "items": TEXT}, ROOT.format("array"), id="array"),
        pytest.param({"$ref": "#/$defs/A", "$defs": {"A": closed()}}, ROOT.format("None"), id="reference"),
        pytest.param(
            {**closed(), "anyOf": []},
            "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.",
            id="union",
        ),
        pytest.param({"type": "object"}, f"In context=(), {OPEN}", id="open root"),
        pytest.param(
            {"type": "object", "additionalProperties": False},
            "In context=(), object schema missing properties.",
            id="no properties",
        ),
        pytest.param(closed(a={"description": "anything"}), f"In context=('properties', 'a'), {TYPELESS}", id="no type"),
        pytest.param(
            closed(a={"type": "array"}), "In context=('properties', 'a'), array schema missing items.", id="no items"
        ),
        pytest.param(
            closed(a={"type": "array", "items": {}}),
            f"In context=('properties', 'a', 'items'), {TYPELESS}",
            id="items without type",
        ),
        pytest.param(
            closed(a={"anyOf": [TEXT, {"title": "b"}]}),
            f"In context=('properties', 'a', 'anyOf', '1'), {TYPELESS}",
            id="member without type",
        ),
        pytest.param({**closed(), "additionalProperties": True}, f"In context=(), {OPEN}", id="open on purpose"),
        pytest.param(
            closed(city={"type": "object"}), f"In context=('properties', 'city'), {OPEN}", id="open property"
        ),
        pytest.param(
            closed(a={"type": "object", "additionalProperties": TEXT}),
            f"In context=('properties', 'a'), {OPEN}",
            id="mapping",
        ),
        pytest.param(
            closed(a={"type": "array", "items": {"type": "object"}}),
            f"In context=('properties', 'a', 'items'), {OPEN}",
            id="open items",
        ),
        pytest.param(
            closed(a={"anyOf": [TEXT, {"properties": {}}]}),
            f"In context=('properties', 'a', 'anyOf', '1'), {OPEN}",
            id="open member",
        ),
        pytest.param(
            closed(a={"type": ["object", "null"]}),
            f"In context=('properties', 'a', 'type', '0'), {OPEN}",
            id="open in a type list",
        ),
        pytest.param(
            {**closed(), "$defs": {"A": {"type": "object"}}}, f"In context=('$defs', 'A'), {OPEN}", id="open definition"
        ),
        pytest.param({**closed(a=TEXT), "required": []}, f"In context=(), {REQUIRED} Missing 'a'.", id="optional"),
        pytest.param(
            {"type": "object", "properties": {"a": TEXT}, "additionalProperties": False},
            f"In context=(), {REQUIRED} Missing 'a'.",
            id="no required",
        ),
        pytest.param(
            {**closed(), "required": ["b"]}, f"In context=(), {REQUIRED} Extra required key 'b' supplied.", id="extra"
        ),
        pytest.param(
            closed(a={"oneOf": [TEXT]}), "In context=('properties', 'a'), 'oneOf' is not permitted.", id="oneOf"
        ),
        pytest.param(
            closed(a={"allOf": [TEXT]}), "In context=('properties', 'a'), 'allOf' is not permitted.", id="allOf"
        ),
        pytest.param({**closed(), "if": {}}, "In context=(), 'if' is not permitted.", id="if"),
        pytest.param({**closed(), "patternProperties": {}}, "In context=(), 'patternProperties' is not permitted.", id="pattern"),
        pytest.param(
            closed(a={"type": "string", "format": "uri"}),
            "In context=('properties', 'a'), 'uri' is not a valid format.",
            id="format",
        ),
        pytest.param(
            closed(a={**NODE, "description": "d", "default": 1}),
            "In context=('properties', 'a'), $ref cannot have keywords {'default', 'description'}.",
            id="reference with more",
        ),
        pytest.param(
            closed(a={"$ref": "https://a.example/schema.json"}),
            "In context=('properties', 'a'), reference can only point to definitions defined at the top level of the schema.",
            id="remote reference",
        ),
        pytest.param(nested(11), "11 levels of nesting exceeds limit of 10.", id="eleven levels"),
        pytest.param(closed(a={"enum": [*range(1_001)]}), "more than 1000 enum values in total exceed the limit.", id="enum"),
        pytest.param(
            closed(**{f"p{number}": TEXT for number in range(5_001)}),
            "more than 5000 object properties in total exceed the limit.",
            id="properties",
        ),
        pytest.param(
            closed(**{"x" * 120_001: TEXT}),
            "more than 120000 characters in names and enum values in total exceed the limit.",
            id="characters",
        ),
    ],
)  # fmt: skip
def test_schemas_that_strict_mode_does_not_take(schema: Any, problem: str) -> None:
    assert problem == strict_problem(schema)
