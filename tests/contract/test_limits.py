from typing import Any

import pytest

from mockserver.contract.limits import exceeds


def nested(levels: int) -> Any:
    value: Any = 5
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(5, None, id="scalar"),
        pytest.param(nested(3), None, id="deepest"),
        pytest.param(nested(4), "deeper than 3 levels", id="too deep"),
        pytest.param(nested(100_000), "deeper than 3 levels", id="much too deep"),
        pytest.param([1] * 9, None, id="most"),
        pytest.param([1] * 10, "more than 10 values", id="too many"),
        pytest.param({"a": [1] * 4, "b": {"c": [1] * 4}}, "more than 10 values", id="too many in all"),
    ],
)
def test_depth_and_number_are_limited(value: Any, expected: str | None) -> None:
    assert expected == exceeds(value, places=10, depth=3)
