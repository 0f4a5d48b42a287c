from typing import Any

import pytest

from mockserver.contract.clean import clean

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
