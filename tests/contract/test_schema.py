from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from mockserver.contract.schema import broken_schema, schema_mismatches
from mockserver.values import Mismatch


@pytest.mark.parametrize(
    "schema",
    [
        True,
        {},
        {"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"type": "string"}}},
        {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"a": {}}, "$ref": "#/definitions/a"},
        {"$id": "https://a.example/a", "$defs": {"b": {"$id": "b"}}, "$ref": "b"},
        {"$ref": "#"},
        {"minimum": 10**30},
    ],
    ids=str,
)
def test_a_good_schema_is_not_broken(schema: Any) -> None:
    assert broken_schema(schema) is None


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        pytest.param([], "$: expected a boolean or an object, got []", id="list"),
        pytest.param(5, "$: expected a boolean or an object, got 5", id="number"),
        pytest.param(
            {"properties": {"a": {"minimum": "5"}}},
            '$.properties.a.minimum: expected a number, got "5"',
            id="wrong type",
        ),
        pytest.param(
            {"type": "text"},
            '$.type: expected one of "array", "boolean", "integer", "null", "number", "object" or "string"'
            ' or an array, got "text"',
            id="unknown type",
        ),
        pytest.param({"pattern": "["}, '$.pattern: expected a text in the format regex, got "["', id="regex"),
        pytest.param(
            {"$ref": "#/$defs/A"},
            "Pointer '/$defs/A' does not exist; only references inside the schema are followed",
            id="dangling",
        ),
    ],
)
def test_a_broken_schema_is_explained(schema: Any, problem: str) -> None:
    assert problem == broken_schema(schema)


@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef", "$schema"])
def test_nothing_is_fetched(httpserver: HTTPServer, keyword: str) -> None:
    httpserver.expect_request("/a.json").respond_with_json({})
    address = httpserver.url_for("/a.json")

    problem = broken_schema({keyword: address})

    assert problem is not None
    assert address in problem
    assert [] == httpserver.log


def test_a_nested_reference_is_not_fetched(httpserver: HTTPServer) -> None:
    address = httpserver.url_for("/a.json")

    assert address in (broken_schema({"properties": {"a": {"items": {"$ref": address}}}}) or "")
    assert [] == httpserver.log


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "number"}, 1),
        ({"type": "integer"}, 1.0),
        ({"enum": ["a", None]}, None),
        ({"properties": {"a": {"type": "string"}}}, {"b": 1}),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, None),
    ],
)
def test_a_value_that_fits_has_no_mismatch(schema: dict[str, Any], value: Any) -> None:
    assert [] == schema_mismatches(schema, value)


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        pytest.param({"type": "number"}, "1", "a number", id="type"),
        pytest.param({"type": ["string", "null"]}, 1, "null or a string", id="types"),
        pytest.param({"enum": ["a", 1]}, "b", 'one of "a" or 1', id="enum"),
        pytest.param({"enum": []}, "b", "nothing, for no value is listed", id="empty enum"),
        pytest.param({"const": "a"}, "b", '"a"', id="const"),
        pytest.param({"required": ["a"]}, {}, 'an object that has "a"', id="required"),
        pytest.param({"minimum": 2}, 1, "a number of at least 2", id="minimum"),
        pytest.param({"exclusiveMaximum": 2}, 2, "a number below 2", id="exclusiveMaximum"),
        pytest.param({"multipleOf": 2}, 3, "a multiple of 2", id="multipleOf"),
        pytest.param({"minLength": 1}, "", "a text of at least 1 character", id="minLength"),
        pytest.param({"maxLength": 2}, "abc", "a text of at most 2 characters", id="maxLength"),
        pytest.param({"pattern": "^a"}, "b", 'a text that matches "^a"', id="pattern"),
        pytest.param({"minItems": 1}, [], "an array of at least 1 item", id="minItems"),
        pytest.param({"uniqueItems": True}, [1, 1], "an array without repeated items", id="uniqueItems"),
        pytest.param({"contains": {"const": 1}}, [2], "an array with an item that `contains` describes", id="contains"),
        pytest.param({"maxProperties": 0}, {"a": 1}, "an object of at most 0 properties", id="maxProperties"),
        pytest.param({"not": {"type": "null"}}, None, 'anything but what {"type": "null"} allows', id="not"),
        pytest.param(
            {"propertyNames": {"maxLength": 1}},
            {"ab": 1},
            "property names that are a text of at most 1 character",
            id="propertyNames",
        ),
        pytest.param(
            {"anyOf": [{"type": "string"}, {"minimum": 3}]}, 1, "a string or a number of at least 3", id="any"
        ),
        pytest.param(
            {"oneOf": [{"type": "integer"}, {"minimum": 0}]},
            1,
            "a value that exactly one of the alternatives allows",
            id="oneOf",
        ),
        pytest.param({"dependentSchemas": {"a": False}}, {"a": 1}, "nothing", id="false schema"),
        pytest.param({"dependentRequired": {"a": ["b"]}}, {"a": 1}, 'an object that has "b"', id="dependentRequired"),
    ],
)
def test_what_was_expected_is_said_in_words(schema: dict[str, Any], value: Any, expected: str) -> None:
    assert [Mismatch("$", expected, value)] == schema_mismatches(schema, value)


def test_every_mismatch_has_its_path() -> None:
    schema = {
        "properties": {"a": {"items": {"properties": {"b": {"type": "string"}}}}, "c": {"const": 1}},
        "additionalProperties": False,
    }

    assert [
        Mismatch("$.a[1].b", "a string", 5),
        Mismatch("$.c", "1", 2),
        Mismatch("$.d", "nothing, for it is unknown", [3]),
    ] == sorted(schema_mismatches(schema, {"a": [{}, {"b": 5}], "c": 2, "d": [3]}), key=lambda found: found.path)


def test_mismatches_come_in_one_order_whatever_the_order_of_the_keys() -> None:
    one = {"properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
    other = {"properties": dict(reversed(one["properties"].items()))}

    assert ["$.a", "$.b"] == [found.path for found in schema_mismatches(one, {"a": 1, "b": 1})]
    assert ["$.a", "$.b"] == [found.path for found in schema_mismatches(other, {"a": 1, "b": 1})]


def test_a_self_reference_ends() -> None:
    assert [] == schema_mismatches({"$ref": "#"}, {"a": 1})
