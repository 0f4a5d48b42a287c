from typing import Any

import pytest

from mockserver.contract.bundle import Bundle
from mockserver.contract.emitted import Emitted

OPEN: dict[str, Any] = {"type": "object", "properties": {"type": {"type": "string"}}}
DEFINITIONS: dict[str, Any] = {
    "Union": {"anyOf": [{"$ref": "#/$defs/Opened"}, {"$ref": "#/$defs/Closed"}, {"$ref": "#/$defs/Refused"}]},
    "Named": {"$ref": "#/$defs/Union"},
    "Open": OPEN,
    **{
        name: {
            "type": "object",
            "properties": {"type": {"const": kind}, key: {"type": "string"}},
            "required": ["type", key],
            "additionalProperties": False,
        }
        for name, kind, key in [("Opened", "open", "id"), ("Closed", "close", "id"), ("Refused", "close", "why")]
    },
}


def found(value: Any, union: str = "Named") -> list[tuple[str | None, str]]:
    emitted = Emitted(Bundle(DEFINITIONS, {}), {"$ref": f"#/$defs/{union}"})
    return [(violation.param, violation.message) for violation in emitted.violations(value)]


@pytest.mark.parametrize(
    "value", [{"type": "open", "id": "a"}, {"type": "close", "id": "a"}, {"type": "close", "why": "b"}]
)
def test_a_value_of_a_known_type_is_accepted(value: Any) -> None:
    assert [] == found(value)


def test_a_value_is_judged_by_the_schema_of_its_type() -> None:
    assert [("id", "Missing required parameter: 'id'.")] == found({"type": "open"})
    assert [("x", "Unknown parameter: 'x'.")] == found({"type": "open", "id": "a", "x": 1})


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("opne", "Did you mean 'open'?"),
        ("openers", "Supported values are: 'open' and 'close'."),
        ("??", "Supported values are: 'open' and 'close'."),
    ],
)
def test_an_unknown_type_is_told_with_the_nearest(kind: str, expected: str) -> None:
    assert [("type", f"Invalid value: '{kind}'. {expected}")] == found({"type": kind})


@pytest.mark.parametrize("value", [5, [], {}, {"type": 5}], ids=str)
def test_a_value_without_type_is_not_accepted(value: Any) -> None:
    assert 1 == len(found(value))


def test_a_union_that_leaves_the_type_open_is_judged_as_a_whole() -> None:
    assert [] == found({"type": "whatever"}, "Open")
    assert [("type", "Invalid type for 'type': expected a string, but got an integer instead.")] == found(
        {"type": 5}, "Open"
    )
