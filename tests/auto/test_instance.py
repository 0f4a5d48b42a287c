import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from mockserver.auto.proof import NoInstance
from tests.auto.proving import errors, made
from tests.auto.schemas import Schema, roots

TREE: Schema = {
    "$defs": {
        "node": {
            "type": "object",
            "properties": {
                "value": {"type": "integer"},
                "next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]},
                "children": {"type": "array", "items": {"$ref": "#/$defs/node"}},
            },
            "required": ["value", "next", "children"],
            "additionalProperties": False,
        }
    },
    "$ref": "#/$defs/node",
}
HARD: dict[str, Any] = {
    "recursion": TREE,
    "recursion through allOf": {"$defs": {"a": {"properties": {"b": {"allOf": [{"$ref": "#/$defs/a"}]}}}}, "$ref": "#/$defs/a"},
    "recursion with the end last": {
        "$defs": {"a": {"anyOf": [{"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}, "required": ["a"]}, {"type": "string"}]}},
        "$ref": "#/$defs/a",
    },
    "reference to the whole": {"type": "object", "properties": {"me": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}, "required": ["me"]},
    "reference by anchor": {"$defs": {"x": {"$anchor": "here", "type": "integer"}}, "$ref": "#here"},
    "reference with escapes": {"$defs": {"a/b~c d": {"type": "boolean"}}, "$ref": "#/$defs/a~1b~0c%20d"},
    "reference with siblings": {"$defs": {"s": {"type": "string"}}, "$ref": "#/$defs/s", "minLength": 40},
    "reference into a list": {"anyOf": [{"type": "integer"}, {"$ref": "#/anyOf/0"}]},
    "boolean": True,
    "nothing said": {},
    "required without a schema": {"type": "object", "required": ["a"]},
    "a property that is required elsewhere": {"properties": {"a": {"type": "integer"}}, "allOf": [{"required": ["a"]}]},
    "patterns of names": {"type": "object", "patternProperties": {"^x-[a-z]+$": {"type": "integer"}}, "additionalProperties": False, "minProperties": 3},
    "a name of two patterns": {"type": "object", "patternProperties": {"^a": {"minimum": 3}, "b$": {"maximum": 3}}, "required": ["ab"], "properties": {"ab": {"type": "integer"}}},
    "a map": {"type": "object", "additionalProperties": {"type": "number"}},
    "names of a kind": {"type": "object", "propertyNames": {"pattern": "^[A-Z]{3}$"}, "minProperties": 4},
    "names that are listed": {"type": "object", "propertyNames": {"enum": ["a", "b"]}, "minProperties": 2},
    "many properties": {"type": "object", "minProperties": 20, "maxProperties": 20},
    "few properties": {"type": "object", "properties": {name: {"type": "integer"} for name in "abcdef"}, "maxProperties": 2},
    "dependent names": {"type": "object", "properties": {name: {"type": "integer"} for name in "abc"}, "dependentRequired": {"a": ["c"], "c": ["d"]}, "required": ["a"]},
    "dependent schema": {"type": "object", "properties": {"a": {"type": "integer"}}, "dependentSchemas": {"a": {"required": ["z"]}}},
    "condition": {"type": "object", "properties": {"kind": {"enum": ["a", "b"]}}, "required": ["kind"], "if": {"properties": {"kind": {"const": "a"}}}, "then": {"required": ["x"]}, "else": {"required": ["y"]}},
    "allOf": {"allOf": [{"type": ["integer", "string"], "minimum": 3}, {"type": "number", "maximum": 4}, {"multipleOf": 2}]},
    "allOf of objects": {"allOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]}, {"properties": {"a": {"minLength": 9}, "b": {"type": "null"}}, "required": ["b"]}]},
    "oneOf that overlaps": {"oneOf": [{"type": "integer"}, {"type": "number", "minimum": 5, "maximum": 6}]},
    "unions of unions": {"anyOf": [{"oneOf": [{"type": "null"}, {"type": "boolean"}]}, {"type": "string"}], "oneOf": [{"type": "string"}, {"type": "integer"}]},
    "not": {"type": "integer", "minimum": 1, "maximum": 3, "not": {"enum": [1, 3]}},
    "not a type": {"not": {"type": ["string", "integer", "number"]}},
    "two patterns": {"allOf": [{"type": "string", "pattern": "^[a-c]+$"}, {"pattern": "^.b"}]},
    "const and enum": {"enum": [1, 2, 3], "allOf": [{"const": 2}]},
    "enum with a limit": {"enum": ["a", "bb", "ccc"], "minLength": 3},
    "enum of many": {"enum": [f"v{number}" for number in range(500)]},
    "a tuple": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "boolean"}], "items": False},
    "contains": {"type": "array", "items": {"type": "integer"}, "contains": {"minimum": 900}, "minContains": 2},
    "unlike items": {"type": "array", "items": {"enum": ["a", "b", "c"]}, "uniqueItems": True, "minItems": 3},
    "unlike objects": {"type": "array", "items": {"type": "object", "properties": {"b": {"type": "boolean"}}, "required": ["b"]}, "uniqueItems": True, "minItems": 2},
    "many unlike items": {"type": "array", "items": {"type": "integer"}, "uniqueItems": True, "minItems": 300},
    "a long array": {"type": "array", "items": {"type": "null"}, "minItems": 1000},
    "no items": {"type": "array", "items": {"type": "string"}, "maxItems": 0},
    "a default that fits not": {"type": "object", "properties": {"a": {"type": "object", "default": {}, "required": ["b"]}}, "required": ["a"]},
    "a default of another type": {"type": "integer", "default": ""},
    "a narrow number": {"type": "number", "exclusiveMinimum": 0.5, "exclusiveMaximum": 0.50001},
    "one number": {"type": "number", "minimum": 0.3, "maximum": 0.3},
    "a huge number": {"type": "integer", "minimum": 10**30},
    "a step of nearly nothing": {"type": "number", "multipleOf": 1e-300, "minimum": 0.1},
    "a small step": {"type": "number", "multipleOf": 0.01, "minimum": 7.01, "maximum": 7.99},
    "whole steps of a part": {"type": "integer", "multipleOf": 0.4, "minimum": 1},
    "a long text": {"type": "string", "minLength": 5000},
    "a long pattern": {"type": "string", "pattern": "^[ab]+$", "minLength": 500, "maxLength": 510},
    "a password": {"type": "string", "pattern": r"^(?=.*[A-Z])(?=.*\d)(?=.*[!-/]).{8,}$"},
    "deep": {"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {"type": "array", "minItems": 1, "items": {"type": "object", "properties": {"c": {"const": 1}}, "required": ["c"]}}}, "required": ["b"]}}, "required": ["a"]},
    "keywords of other drafts": {"$schema": "http://json-schema.org/draft-07/schema#", "type": "array", "items": [{"type": "integer"}], "additionalItems": False, "minItems": 1},
    "a property that is called like a keyword": {"type": "object", "properties": {"$ref": {"type": "string"}, "allOf": {"type": "integer"}}, "required": ["$ref", "allOf"]},
}  # fmt: skip
IMPOSSIBLE: dict[str, tuple[Any, str]] = {
    "nothing": (False, "nothing"),
    "no value listed": ({"enum": []}, "$"),
    "endless": ({"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#"}}}, "nothing is allowed that ends within 40 levels"),
    "a reference to itself": ({"$ref": "#"}, "nothing is allowed"),
    "unions that lead back": ({"$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}]}}, "$ref": "#/$defs/a"}, "50,000 steps"),
    "limits that cross": ({"type": "object", "properties": {"a": {"type": "integer", "minimum": 5, "maximum": 4}}, "required": ["a"]}, "$.a: no value was found that type and minimum and maximum"),
    "types that exclude each other": ({"allOf": [{"type": "string"}, {"type": "integer"}]}, "$"),
    "too few to be unlike": ({"type": "array", "items": {"type": "boolean"}, "uniqueItems": True, "minItems": 3}, "$[2]: no further item"),
    "too long a text": ({"type": "string", "minLength": 10**9}, "minLength"),
    "too long an array": ({"type": "array", "minItems": 10**9}, "1,000,000,000 items"),
    "too large an object": ({"type": "object", "minProperties": 10**9}, "1,000,000,000 properties"),
    "too many values": ({"type": "array", "minItems": 4000, "items": {"type": "array", "minItems": 4000}}, "10,000 values"),
    "doublings": ({"$defs": {f"n{n}": {"type": "object", "required": ["x", "y"], "properties": dict.fromkeys("xy", {"$ref": f"#/$defs/n{n + 1}"} if n < 30 else {})} for n in range(31)}, "$ref": "#/$defs/n0"}, "10,000 values"),
    "a broken schema": ({"type": "strin"}, "the schema is broken"),
    "a reference to nowhere": ({"$ref": "#/$defs/x"}, "the schema is broken"),
    "too large a schema": ({"properties": {f"k{n}": {"type": "string"} for n in range(100_000)}}, "more than 50,000 values"),
    "an evil pattern": ({"type": "string", "pattern": "((a{90}){90}){90}"}, "$"),
    "an endless pattern": ({"type": "string", "pattern": "^(){999999}$", "minLength": 5}, "$"),
    "many patterns that nothing matches": ({"type": "object", "properties": {f"k{n}": {"type": "string", "pattern": f"^(?!a)[ab]{{300}}{n}$", "maxLength": 299} for n in range(300)}}, "tried in vain"),
    "many patterns of names": ({"type": "object", "patternProperties": {f"x{n}": {} for n in range(2000)}, "properties": {f"k{n}": {} for n in range(200)}}, "tried in vain"),
    "much text": ({"type": "array", "minItems": 2000, "items": {"type": "string", "minLength": 90_000}}, "is to be written"),
    "a pattern that nothing matches": ({"type": "string", "pattern": "^a(?!b)b$"}, "pattern"),
}  # fmt: skip


@settings(max_examples=500, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(schema=roots())
def test_random_schemas_are_met(schema: Schema) -> None:
    assert [] == errors(schema, made(schema))


@pytest.mark.parametrize("name", HARD)
def test_hard_schema_is_met(name: str) -> None:
    schema = HARD[name]

    assert [] == errors(schema, made(schema))


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_impossible_schema_is_told(name: str) -> None:
    schema, why = IMPOSSIBLE[name]
    with pytest.raises(NoInstance) as told:
        made(schema)

    assert why in str(told.value)


def test_equal_chances_give_equal_values() -> None:
    again = json.loads(json.dumps(TREE, sort_keys=True))

    assert json.dumps(made(TREE)) == json.dumps(made(again))


def test_other_chances_give_other_values() -> None:
    schema = {"type": "object", "properties": {"id": {"type": "string", "format": "uuid"}}}

    assert made(schema, chance=b"1") != made(schema, chance=b"2")


@pytest.mark.parametrize(
    ("name", "bounds", "kind"),
    [("max_tokens", {}, int), ("price", {}, float), ("share", {"minimum": 0, "maximum": 1}, float)],
)
def test_numbers_are_whole_where_that_is_usual(name: str, bounds: Schema, kind: type) -> None:
    schema = {"type": "object", "properties": {name: {"type": "number", **bounds}}, "required": [name]}

    assert {kind} == {type(made(schema, chance=bytes([chance]))[name]) for chance in range(9)}


def test_properties_stand_as_they_are_required() -> None:
    schema = {"type": "object", "properties": {name: {"type": "null"} for name in "abcd"}, "required": ["c", "a"]}

    assert ["c", "a", "b", "d"] == list(made(schema))


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "examples": ["Rex", "Tom"]}, "Rex"),
        ({"type": "integer", "default": 7}, 7),
        ({"type": "integer", "maximum": 5, "examples": [9, 4], "default": 3}, 4),
        ({"anyOf": [{"type": "null"}, {"const": "x"}]}, "x"),
    ],
    ids=["example", "default", "example that fits", "anything before null"],
)
def test_what_the_schema_says_is_preferred(schema: Schema, expected: Any) -> None:
    assert expected == made(schema)


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"enum": ["celsius", "fahrenheit"]}, "fahrenheit"),
        ({"type": "object", "properties": {"city": {"type": "string"}}}, {"city": "New York"}),
        ({"type": "object", "properties": {"query": {"type": "string"}}}, {"query": "How hot in fahrenheit is it in New York today?"}),
    ],
    ids=["enum", "place", "query"],
)  # fmt: skip
def test_what_the_user_says_is_preferred(schema: Schema, expected: Any) -> None:
    assert expected == made(schema, "How hot in fahrenheit is it in New York today?")


def test_a_format_and_a_pattern_go_together() -> None:
    schema = {"type": "string", "format": "date", "pattern": "^20"}

    assert [] == errors(schema, made(schema))
    assert made(schema).startswith("20")
