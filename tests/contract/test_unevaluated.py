from typing import Any

import pytest

from mockserver.contract.unevaluated import mentions_unevaluated, watched

INNER: dict[str, Any] = {"properties": {"a": {"type": "string"}}}
DEFINED: dict[str, Any] = {"anyOf": [{"minimum": 1}]}


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param({"allOf": [INNER], "unevaluatedProperties": False}, id="allOf"),
        pytest.param({"anyOf": [{"oneOf": [INNER]}], "unevaluatedItems": False}, id="nested"),
        pytest.param({"if": INNER, "then": {}, "unevaluatedProperties": False}, id="if"),
        pytest.param({"items": {"dependentSchemas": {"k": INNER}, "unevaluatedProperties": False}}, id="inside"),
    ],
)
def test_schemas_of_the_same_value_are_watched(schema: dict[str, Any]) -> None:
    found = watched(schema, {})

    assert id(INNER) in found
    assert id(INNER["properties"]["a"]) not in found


def test_references_are_followed() -> None:
    schema = {"$ref": "#/$defs/D", "unevaluatedProperties": False}

    assert {id(schema), id(DEFINED), id(DEFINED["anyOf"][0])} == watched(schema, {"D": DEFINED})


def test_a_definition_may_watch_itself() -> None:
    loop: dict[str, Any] = {"allOf": [{"$ref": "#/$defs/D"}], "unevaluatedProperties": False}

    assert id(loop["allOf"][0]) in watched({}, {"D": loop})


def test_without_the_keywords_nothing_is_watched() -> None:
    assert frozenset() == watched({"allOf": [INNER], "additionalProperties": False}, {"D": DEFINED})


@pytest.mark.parametrize(("keyword", "expected"), [("unevaluatedItems", True), ("additionalProperties", False)])
def test_the_keywords_are_found_anywhere(keyword: str, expected: bool) -> None:
    assert expected == mentions_unevaluated({"items": {"allOf": [{keyword: False}]}})
