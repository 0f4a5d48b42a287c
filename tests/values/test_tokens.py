"""Token counts follow the documented formula."""

import pytest

from mockserver.values.tokens import count, count_all


@pytest.mark.parametrize(
    ("tokens", "text"),
    [(0, ""), (1, "a"), (1, "abcd"), (2, "abcde"), (1, "°°"), (1, "日"), (2, "日本")],
)
def test_four_bytes_are_a_token(tokens: int, text: str) -> None:
    assert tokens == count(text)


def test_each_text_is_rounded_for_itself() -> None:
    assert 2 == count_all(["a", "b"])
