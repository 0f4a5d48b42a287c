"""How items went."""

import pytest

from mockserver.protocol.courses import course_of
from mockserver.values import JsonObject


@pytest.mark.parametrize(
    ("item", "course"),
    [
        ({}, "completed"),
        ({"status": "completed"}, "completed"),
        ({"status": "completed", "error": "No."}, "completed"),
        ({"error": None}, "completed"),
        ({"status": "failed"}, "failed"),
        ({"error": "No."}, "failed"),
        ({"status": None, "error": "No."}, "failed"),
        ({"status": "incomplete"}, "cut"),
        ({"status": "generating"}, "cut"),
        ({"status": "in_progress"}, "cut"),
        ({"status": ["completed"]}, "cut"),
    ],
)
def test_course_is_read_off_status_and_error(item: JsonObject, course: str) -> None:
    assert course == course_of(item)
