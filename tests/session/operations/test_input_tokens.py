"""Counting what a response would read."""

from typing import Any

import pytest

from tests.session.client import said
from tests.session.life import Life, error_of

REPEAT = "stubs: [{reply: [{message: Hi}]}]"


def count(**body: Any) -> int:
    shown = Life(REPEAT).ask("responses.input_tokens", **body).json
    assert "response.input_tokens" == shown["object"]
    return int(shown["input_tokens"])


COUNTED: list[tuple[dict[str, Any], int]] = [
    ({}, 0),
    ({"model": "gpt-5"}, 0),
    ({"input": ""}, 0),
    ({"input": "a"}, 1),
    ({"input": "abcd"}, 1),
    ({"input": "abcde"}, 2),
    ({"input": "ää"}, 1),
    ({"input": "äää"}, 2),
    ({"instructions": "abcd", "input": "abcd"}, 2),
]


@pytest.mark.parametrize(("body", "tokens"), COUNTED, ids=[str(body) for body, _ in COUNTED])
def test_four_bytes_are_a_token(body: dict[str, Any], tokens: int) -> None:
    assert tokens == count(**body)


def test_items_and_tools_count_as_json() -> None:
    tool = {"type": "function", "name": "look", "parameters": {}, "strict": False}

    assert count(input="Hello") < count(input=[said("Hello")])
    assert count(input="Hello") < count(input="Hello", tools=[tool])


REFUSED: list[tuple[dict[str, Any], tuple[int, str, str | None]]] = [
    ({"input": 7}, (400, "input", "invalid_type")),
    ({"previous_response_id": "resp_x"}, (400, "previous_response_id", "previous_response_not_found")),
    ({"conversation": "conv_x"}, (404, "conversation", None)),
]


@pytest.mark.parametrize(("body", "error"), REFUSED, ids=[next(iter(body)) for body, _ in REFUSED])
def test_what_is_wrong_is_refused(body: dict[str, Any], error: tuple[int, str, str | None]) -> None:
    assert error == error_of(Life(REPEAT).ask("responses.input_tokens", **body))
