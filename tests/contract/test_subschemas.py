from typing import Any

import pytest

from mockserver.contract.subschemas import map_children, rebuild


def marked(schema: Any) -> Any:
    return {**schema, "marked": True} if isinstance(schema, dict) else schema


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        pytest.param({"items": {}}, {"items": {"marked": True}}, id="single"),
        pytest.param({"items": False}, {"items": False}, id="boolean schema"),
        pytest.param({"anyOf": [{}, True]}, {"anyOf": [{"marked": True}, True]}, id="list"),
        pytest.param({"properties": {"items": {}}}, {"properties": {"items": {"marked": True}}}, id="named"),
        pytest.param({"enum": [{"items": {}}]}, {"enum": [{"items": {}}]}, id="data"),
        pytest.param({"required": ["items"]}, {"required": ["items"]}, id="names"),
    ],
)
def test_only_schemas_directly_inside_are_changed(schema: dict[str, Any], expected: dict[str, Any]) -> None:
    assert expected == map_children(schema, marked)


def test_a_rebuild_reaches_every_depth_and_leaves_the_original() -> None:
    schema: Any = {"properties": {"a": {"items": {"not": {}}}}}

    rebuilt = rebuild(schema, marked)

    inner = {"items": {"not": {"marked": True}, "marked": True}, "marked": True}
    assert {"properties": {"a": inner}, "marked": True} == rebuilt
    assert {"properties": {"a": {"items": {"not": {}}}}} == schema
