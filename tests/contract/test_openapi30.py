from typing import Any

import pytest

from mockserver.contract.openapi30 import modernized

NULL = {"type": "null"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        pytest.param({"type": "string"}, {"type": "string"}, id="nothing old"),
        pytest.param({"type": "string", "nullable": True}, {"type": ["string", "null"]}, id="nullable"),
        pytest.param({"type": "string", "nullable": False}, {"type": "string"}, id="not nullable"),
        pytest.param(
            {"type": "string", "enum": ["a"], "nullable": True},
            {"type": ["string", "null"], "enum": ["a", None]},
            id="nullable choice",
        ),
        pytest.param({"allOf": [{}], "nullable": True}, {"anyOf": [{"allOf": [{}]}, NULL]}, id="nullable without type"),
        pytest.param(
            {"type": "object", "oneOf": [{}], "nullable": True},
            {"anyOf": [{"type": "object", "oneOf": [{}]}, NULL]},
            id="nullable union",
        ),
        pytest.param({"$ref": "#/$defs/A", "nullable": True}, {"$ref": "#/$defs/A"}, id="reference"),
        pytest.param({"minimum": 0, "exclusiveMinimum": True}, {"exclusiveMinimum": 0}, id="exclusive minimum"),
        pytest.param({"maximum": 0, "exclusiveMaximum": True}, {"exclusiveMaximum": 0}, id="exclusive maximum"),
        pytest.param({"minimum": 0, "exclusiveMinimum": False}, {"minimum": 0}, id="inclusive"),
        pytest.param({"exclusiveMinimum": 5}, {"exclusiveMinimum": 5}, id="already new"),
        pytest.param({"exclusiveMinimum": True}, {}, id="bound of nothing"),
    ],
)
def test_old_keywords_are_rewritten(schema: dict[str, Any], expected: dict[str, Any]) -> None:
    assert expected == modernized(schema)
