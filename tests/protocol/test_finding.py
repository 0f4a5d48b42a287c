from typing import Any

import pytest

from mockserver.protocol.finding import Finding, differences, shown

DIFFERENT = [
    (1, 2, "x", "expected 1, got 2"),
    (1, True, "x", "expected 1, got true"),
    (None, [], "x", "expected null, got a list of 0"),
    ({}, [], "x", "expected an object, got a list of 0"),
    ({"a": 1}, {}, "x.a", "expected 1, got nothing"),
    ({}, {"a": None}, "x.a", "expected nothing, got null"),
    ([1], [1, 2], "x", "expected a list of 1, got a list of 2"),
    ({"a": [{"b": "c"}]}, {"a": [{"b": "d"}]}, "x.a[0].b", "expected 'c', got 'd'"),
    ([1, 2, 3], [1, 0, 0], "x[1]", "expected 2, got 0"),
]


@pytest.mark.parametrize(("expected", "actual", "place", "message"), DIFFERENT)
def test_first_difference_is_named(expected: Any, actual: Any, place: str, message: str) -> None:
    assert [Finding(place, message)] == list(differences("x", expected, actual))


@pytest.mark.parametrize("value", [None, True, 0, 1.5, "a", [], [[1], {}], {"a": {"b": [None]}}])
def test_equal_values_do_not_differ(value: Any) -> None:
    assert [] == list(differences("x", value, value))


def test_order_of_keys_is_no_difference() -> None:
    assert [] == list(differences("x", {"a": 1, "b": 2}, {"b": 2, "a": 1}))


def test_long_text_is_cut() -> None:
    assert [f"'{'a' * 60}'", f"'{'a' * 60}…'"] == [shown("a" * 60), shown("a" * 61)]
