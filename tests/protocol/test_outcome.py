from typing import Any

import pytest

from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.outcome import is_cut, misplaced_cuts
from mockserver.values import Dialect

MESSAGE = {"type": "message", "status": "completed"}
CUT = {"type": "message", "status": "incomplete"}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (MESSAGE, False),
        (CUT, True),
        ({"type": "acme:thing", "status": "incomplete"}, True),
        ({"type": "image_generation_call", "status": "generating"}, True),
        ({"type": "image_generation_call", "status": "generating", "result": "iVBO"}, False),
        ({"type": "image_generation_call", "status": "failed"}, False),
        ({"type": "apply_patch_call", "status": "in_progress"}, True),
        ({"type": "message", "status": "in_progress"}, False),
        ({"type": "program", "status": None}, False),
        ({"type": ["message"], "status": {}}, False),
    ],
)
def test_status_says_that_an_item_broke_off(item: Any, expected: bool) -> None:
    assert expected == is_cut(item, DIALECT_ROWS["openai"])


@pytest.mark.parametrize(
    ("dialect", "ended", "items", "expected"),
    [
        ("openai", "completed", [CUT, MESSAGE], [0]),
        ("openai", "incomplete", [CUT, MESSAGE, CUT], []),
        ("openai", "failed", [CUT, MESSAGE], []),
        ("openai", "cancelled", [MESSAGE, CUT], []),
        ("open-responses", "completed", [CUT, CUT], [0, 1]),
        ("open-responses", "incomplete", [CUT, MESSAGE, CUT], [0]),
        ("open-responses", "incomplete", [MESSAGE, CUT], []),
        ("open-responses", "failed", [MESSAGE, CUT], [1]),
    ],
)
def test_some_ends_have_no_place_for_a_cut(dialect: Dialect, ended: str, items: Any, expected: list[int]) -> None:
    assert expected == [index for index, _ in misplaced_cuts(items, ended, DIALECT_ROWS[dialect])]
