from typing import Any

import pytest

from mockserver.auto.keywords import understood
from mockserver.auto.merge import ALSO, NEVER, as_schema, both

CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "nothing": ({}, {"type": "string"}, {"type": "string"}),
    "types": ({"type": ["string", "null"]}, {"type": "string"}, {"type": ["string"]}),
    "whole numbers": ({"type": ["number", "string"]}, {"type": ["integer", "string"]}, {"type": ["string", "integer"]}),
    "values": ({"enum": [1, True, "a"]}, {"enum": [True, "a"]}, {"enum": [True, "a"]}),
    "bounds": ({"minimum": 1, "maximum": 9}, {"minimum": 3, "maximum": 5}, {"minimum": 3, "maximum": 5}),
    "steps": ({"multipleOf": 0.4}, {"multipleOf": 0.6}, {"multipleOf": 1.2}),
    "whole steps": ({"multipleOf": 4}, {"multipleOf": 6}, {"multipleOf": 12}),
    "names": ({"required": ["a"]}, {"required": ["b", "a"]}, {"required": ["a", "b"]}),
    "properties": (
        {"properties": {"a": {"type": "string"}}},
        {"properties": {"a": True, "b": False}},
        {"properties": {"a": {"allOf": [{"type": "string"}, True]}, "b": False}},
    ),
    "notes": ({"title": "A", "default": 1}, {"title": "B", "examples": [2]}, {"title": "A", "default": 1, "examples": [2]}),
    "patterns": ({"pattern": "a"}, {"pattern": "b"}, {"pattern": "a", ALSO: [{"pattern": "b"}]}),
    "unions": ({"anyOf": [1]}, {"anyOf": [2]}, {"anyOf": [1], "allOf": [{"anyOf": [2]}]}),
    "conditions": (
        {"if": {"a": 1}, "then": True},
        {"if": {"b": 1}, "else": False},
        {"if": {"a": 1}, "then": True, "allOf": [{"if": {"b": 1}, "else": False}]},
    ),
    "denials": ({"not": {"const": 1}}, {"not": {"const": 2}}, {"not": {"anyOf": [{"const": 1}, {"const": 2}]}}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_two_schemas_are_one(name: str) -> None:
    one, other, expected = CASES[name]

    assert expected == both(one, other)


def test_merging_leaves_both_as_they_are() -> None:
    one: dict[str, Any] = {"required": ["a"], "allOf": [True]}
    both(one, {"required": ["b"], "allOf": [False]})

    assert {"required": ["a"], "allOf": [True]} == one


@pytest.mark.parametrize(("schema", "expected"), [(True, {}), (False, NEVER), ({"type": "null"}, {"type": "null"})])
def test_every_schema_is_read_as_an_object(schema: Any, expected: dict[str, Any]) -> None:
    assert expected == as_schema(schema)


def test_keywords_of_a_wrong_type_are_left_out() -> None:
    odd = {"exclusiveMinimum": True, "prefixItems": 5, "$dynamicRef": {}, "dependentRequired": [], "minContains": "1"}

    assert {"type": "integer"} == understood({"type": "integer", **odd})
