from typing import Any

import pytest

from mockserver.contract.steps import too_much_work

TREE: dict[str, Any] = {
    "$defs": {
        "N": {"anyOf": [{"type": "null"}, {"properties": {"l": {"$ref": "#/$defs/N"}, "r": {"$ref": "#/$defs/N"}}}]}
    },
    "$ref": "#/$defs/N",
}
DOUBLING: dict[str, Any] = {"anyOf": [{"properties": {"l": {"$ref": "#"}}}, {"properties": {"l": {"$ref": "#"}}}]}


def chain(length: int, members: int) -> dict[str, Any]:
    """Define schemas of which each refers to the next, as many times as there are members."""
    links = {f"a{n}": {"anyOf": [{"$ref": f"#/$defs/a{n + 1}"}] * members} for n in range(length)}
    return {"$defs": {**links, f"a{length}": {}}, "$ref": "#/$defs/a0"}


def nested(levels: int) -> Any:
    value: Any = {}
    for _ in range(levels):
        value = {"l": value}
    return value


def full(levels: int) -> Any:
    return {"l": full(levels - 1), "r": full(levels - 1)} if levels else None


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        pytest.param(True, 5, id="boolean"),
        pytest.param({"$ref": "#"}, {}, id="itself"),
        pytest.param({"allOf": [{"$ref": "#"}, {"not": {"$ref": "#"}}]}, {}, id="itself in unions"),
        pytest.param(TREE, full(10), id="tree"),
        pytest.param(TREE, nested(200), id="list"),
        pytest.param(DOUBLING, nested(10), id="doubling a little"),
        pytest.param(chain(10, 2), {}, id="short chain"),
        pytest.param(chain(100, 1), {}, id="long chain"),
        pytest.param({"items": {"$ref": "#/$defs/A"}, "$defs": {"A": {}}}, [1] * 10_000, id="long array"),
        pytest.param({"prefixItems": [{"$ref": "#/prefixItems/7"}]}, [1], id="dangling"),
        pytest.param({"$dynamicRef": "#a", "$dynamicAnchor": "a"}, [1], id="anchor"),
    ],
)
def test_ordinary_work_is_done(schema: Any, value: Any) -> None:
    assert not too_much_work(schema, value)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        pytest.param(DOUBLING, nested(40), id="doubling"),
        pytest.param(chain(40, 2), {}, id="doubling in place"),
        pytest.param(chain(5_000, 1), {}, id="endless chain"),
        pytest.param({"items": {"$ref": "#/$defs/A"}, "$defs": {"A": {}}}, [1] * 60_000, id="endless array"),
        pytest.param(
            {"patternProperties": {f"^{n}": {} for n in range(500)}},
            dict.fromkeys("abc" + str(n) for n in range(500)),
            id="patterns",
        ),
        pytest.param({"dependentSchemas": {"a": chain(40, 2)}, "$defs": chain(40, 2)["$defs"]}, {}, id="dependent"),
    ],
)
def test_endless_work_is_not(schema: Any, value: Any) -> None:
    assert too_much_work(schema, value)
