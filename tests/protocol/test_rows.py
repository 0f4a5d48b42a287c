from typing import Any

import pytest

from mockserver.protocol.rows import CONTENT, OUTPUT_TEXT, REFUSAL, find_text


@pytest.mark.parametrize(
    ("item", "part", "expected"),
    [
        ("message", "output_text", OUTPUT_TEXT),
        ("message", "refusal", REFUSAL),
        ("message", "reasoning_text", None),
        ("reasoning", "summary_text", None),
        (["message"], {}, None),
    ],
)
def test_part_belongs_to_an_item_type(item: Any, part: Any, expected: Any) -> None:
    assert expected == find_text(item, CONTENT, part)
