from typing import Any

import pytest

from mockserver.contract.clean import clean, unconditional

TEXT = {"type": "string"}
LIST = {"type": "array"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        pytest.param({**TEXT, "title": "A", "x-more": 1, "format": "uri"}, TEXT, id="annotations"),
        pytest.param({"properties": {"title": TEXT}}, {"properties": {"title": TEXT}}, id="a property named title"),
        pytest.param({"enum": [{"title": 1}]}, {"enum": [{"title": 1}]}, id="data stays"),
        pytest.param({"oneOf": [TEXT, LIST]}, {"anyOf": [TEXT, LIST]}, id="oneOf"),
        pytest.param(
            {"oneOf": [TEXT, LIST], "anyOf": [TEXT, LIST]},
            {"anyOf": [TEXT, LIST], "allOf": [{"anyOf": [TEXT, LIST]}]},
            id="oneOf beside anyOf",
        ),
        pytest.param({"anyOf": [TEXT, {"oneOf": [LIST, TEXT]}]}, {"anyOf": [TEXT, LIST, TEXT]}, id="nested unions"),
        pytest.param({"anyOf": [TEXT, {"type": "null"}]}, {"type": ["string", "null"]}, id="nullable"),
        pytest.param(
            {"anyOf": [{"enum": ["a"], **TEXT}, {"type": "null"}]},
            {"enum": ["a", None], "type": ["string", "null"]},
            id="nullable enum",
        ),
        pytest.param(
            {"anyOf": [{"$ref": "#/$defs/A"}, {"type": "null"}]},
            {"anyOf": [{"$ref": "#/$defs/A"}, {"type": "null"}]},
            id="a reference cannot take null in",
        ),
        pytest.param(
            {"anyOf": [{**TEXT, "const": "a"}, {"type": "null"}]},
            {"anyOf": [{**TEXT, "const": "a"}, {"type": "null"}]},
            id="const would refuse null",
        ),
        pytest.param(
            {"anyOf": [{"$ref": "#/$defs/A"}, LIST, {"type": "null"}]},
            {"anyOf": [{"$ref": "#/$defs/A"}, {"type": ["array", "null"]}]},
            id="null joins any member",
        ),
        pytest.param({"anyOf": [TEXT], "minLength": 1}, {"anyOf": [TEXT], "minLength": 1}, id="siblings keep a union"),
        pytest.param({"items": False}, {"items": False}, id="boolean schema"),
    ],
)
def test_cleaning(schema: dict[str, Any], expected: dict[str, Any]) -> None:
    assert expected == clean(schema)


A, B, C = {"minimum": 1}, {"minimum": 2}, {"minimum": 3}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        pytest.param({"if": A, "else": B}, {"anyOf": [B, A]}, id="else"),
        pytest.param({"if": A, "else": {"anyOf": [B, C]}}, {"anyOf": [B, C, A]}, id="else a union"),
        pytest.param({"items": {"if": A, "else": B, **TEXT}}, {"items": {"anyOf": [B, A], **TEXT}}, id="nested"),
        pytest.param({"if": A, "then": B, "else": C}, {"if": A, "then": B, "else": C}, id="then"),
        pytest.param({"if": A, "else": B, "anyOf": [C]}, {"if": A, "else": B, "anyOf": [C]}, id="beside a union"),
        pytest.param({"properties": {"else": A}}, {"properties": {"else": A}}, id="a property named else"),
        pytest.param(A, A, id="nothing"),
    ],
)
def test_conditions_become_unions(schema: dict[str, Any], expected: dict[str, Any]) -> None:
    assert expected == unconditional(schema)


def test_conditions_stay_where_it_matters_what_was_looked_at() -> None:
    schema = {"if": TEXT, "else": LIST, "unevaluatedItems": False}

    assert schema == unconditional(schema)
