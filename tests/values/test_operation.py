"""The names of operations."""

import pytest

from mockserver.values.operation import played_as


@pytest.mark.parametrize(
    ("operation", "expected"),
    [("responses.connect", "responses.create"), ("responses.compact", "responses.compact")],
)
def test_a_turn_is_played_as_a_response(operation: str, expected: str) -> None:
    assert expected == played_as(operation)
