from pathlib import Path
from typing import Any

import pytest

from mockserver.contract.document import read_written
from mockserver.contract.undefined import without_undefined
from mockserver.values import DIALECTS

A: dict[str, Any] = {"type": "object", "properties": {"a": {}}, "required": ["a", "z"]}
MADE = {**A, "required": ["a"]}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        pytest.param(A, MADE, id="alone"),
        pytest.param({"items": A}, {"items": MADE}, id="nested"),
        pytest.param(
            {"allOf": [A, {"properties": {"b": {}}}]}, {"allOf": [MADE, {"properties": {"b": {}}}]}, id="merged"
        ),
        pytest.param({**A, "additionalProperties": False}, {**MADE, "additionalProperties": False}, id="closed"),
        pytest.param({"properties": {"z": A}}, {"properties": {"z": MADE}}, id="a property of the parent is another's"),
    ],
)
def test_a_name_that_nothing_defines_is_not_required(schema: Any, expected: Any) -> None:
    assert {"S": expected} == without_undefined({"S": schema})


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param({"properties": {"a": {}}, "required": ["a"]}, id="defined"),
        pytest.param({"required": ["z"]}, id="no properties"),
        pytest.param({**A, "additionalProperties": True}, id="open on purpose"),
        pytest.param({**A, "additionalProperties": {"type": "string"}}, id="a map"),
        pytest.param({**A, "patternProperties": {"^z": {}}}, id="names by pattern"),
        pytest.param({"allOf": [A, {"properties": {"z": {}}}]}, id="defined by a sibling"),
        pytest.param({"properties": {"z": {}}, "anyOf": [A, {"required": ["z"]}]}, id="defined around it"),
        pytest.param({"allOf": [{"$ref": "#/$defs/T"}, A]}, id="defined by a reference"),
        pytest.param({**A, "$ref": "#/$defs/T"}, id="defined by a reference beside it"),
        pytest.param({"allOf": [{"allOf": [A]}, {"anyOf": [{"properties": {"z": {}}}]}]}, id="defined far away"),
        pytest.param({**A, "dependentSchemas": {"a": {"properties": {"z": {}}}}}, id="defined when another is there"),
        pytest.param(True, id="boolean"),
    ],
)
def test_what_is_defined_somewhere_stays_required(schema: Any) -> None:
    definitions = {"S": schema, "T": {"properties": {"z": {}}}}

    assert definitions == without_undefined(definitions)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_our_documents_require_nothing_undefined(dialect: str) -> None:
    folder = Path(__file__).parents[2] / "contracts" / dialect
    written = read_written(folder).definitions

    assert written == without_undefined(written)
