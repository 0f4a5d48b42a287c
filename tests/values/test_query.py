"""Reading query parameters."""

import pytest

from mockserver.values import Json
from mockserver.values.query import integer_in, last_text


@pytest.mark.parametrize(
    ("value", "text"), [("a", "a"), (["a", "b"], "b"), ([], ""), (None, ""), (["a", None], "")], ids=repr
)
def test_the_last_text_counts(value: Json, text: str) -> None:
    assert text == last_text(value)


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("-7", -7), ("007", 7), ("", None), ("7.0", None), ("\u0667", None), ("+7", None), ("9" * 19, None)],
    ids=repr,
)
def test_integers_are_plain_digits(text: str, number: int | None) -> None:
    assert number == integer_in(text)
