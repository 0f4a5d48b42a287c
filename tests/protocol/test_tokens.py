"""Token counts follow the documented formula."""

import pytest

from mockserver.protocol.tokens import count, count_all, count_input
from mockserver.values import JsonObject


@pytest.mark.parametrize(
    ("tokens", "text"),
    [(0, ""), (1, "a"), (1, "abcd"), (2, "abcde"), (1, "°°"), (1, "日"), (2, "日本")],
)
def test_four_bytes_are_a_token(tokens: int, text: str) -> None:
    assert tokens == count(text)


def test_each_text_is_rounded_for_itself() -> None:
    assert 2 == count_all(["a", "b"])


@pytest.mark.parametrize(
    ("tokens", "body"),
    [
        pytest.param(0, {}, id="nothing"),
        pytest.param(2, {"input": "Hello"}, id="text"),
        pytest.param(3, {"input": "Hello", "instructions": "Be."}, id="instructions"),
        pytest.param(8, {"input": [{"role": "user", "content": "Hi"}]}, id="items as compact JSON"),
        pytest.param(0, {"input": [], "tools": []}, id="empty lists"),
        pytest.param(6, {"tools": [{"type": "web_search"}]}, id="tools"),
    ],
)
def test_a_request_counts_what_the_model_reads(tokens: int, body: JsonObject) -> None:
    assert tokens == count_input(body)
