from typing import Any

import pytest

from mockserver.contract.expansion import multiplied


def chain(length: int, *keywords: str) -> dict[str, Any]:
    """Define schemas each of which refers to the next one, once by every keyword."""
    links = {f"A{n}": {keyword: [{"$ref": f"#/$defs/A{n + 1}"}] * 2 for keyword in keywords} for n in range(length)}
    return {**links, f"A{length}": {"type": "object"}}


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf", "allOf"])
def test_references_that_multiply_are_told(keyword: str) -> None:
    assert "A0: more than 10,000 schemas apply to one value" == multiplied(chain(25, keyword))


def test_references_that_follow_one_another_are_told() -> None:
    links: dict[str, Any] = {f"A{n}": {"$ref": f"#/$defs/A{n + 1}"} for n in range(200)}

    assert "A0: more than 100 references follow one another" == multiplied({**links, "A200": {}})


@pytest.mark.parametrize(
    "definitions",
    [
        pytest.param(chain(8, "anyOf"), id="some unions"),
        pytest.param({"A": {"anyOf": [{"$ref": "#/$defs/A"}, {"allOf": [{"$ref": "#/$defs/A"}]}]}}, id="loop"),
        pytest.param({"A": {"properties": {"a": {"$ref": "#/$defs/A"}}}, "B": True}, id="of another value"),
        pytest.param({"A": {"$ref": "#/$defs/missing"}}, id="nowhere"),
    ],
)
def test_ordinary_schemas_pass(definitions: dict[str, Any]) -> None:
    assert multiplied(definitions) is None


def test_schemas_that_all_name_each_other_are_told() -> None:
    names = "ABCDEFGHIJKL"
    everything = {name: {"anyOf": [{"$ref": f"#/$defs/{other}"} for other in names]} for name in names}

    assert "A: more than 10,000 schemas apply to one value" == multiplied(everything)
