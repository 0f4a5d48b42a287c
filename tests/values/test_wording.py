"""How messages put things."""

import pytest

from mockserver.values import did_you_mean, listed, nearest


@pytest.mark.parametrize(("words", "expected"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")])
def test_words_are_listed(words: list[str], expected: str) -> None:
    assert expected == listed(words, "or")


@pytest.mark.parametrize(
    ("meant", "word", "cutoff"),
    [("message", "mesage", 0.6), (None, "mail", 0.6), ("reply", "rply", 0.7), (None, "mesage", 0.99)],
)
def test_the_nearest_word_is_found_when_it_is_near_enough(meant: str | None, word: str, cutoff: float) -> None:
    assert meant == nearest(word, ["message", "reasoning", "reply"], cutoff)


@pytest.mark.parametrize(("word", "expected"), [("mesage", "; did you mean 'message'?"), ("mail", ".")])
def test_a_sentence_ends_with_what_was_probably_meant(word: str, expected: str) -> None:
    assert expected == did_you_mean(word, ["message", "reply"], ".")


@pytest.mark.parametrize(
    ("words", "expected"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b, and c")]
)
def test_the_api_has_a_comma_before_the_last(words: list[str], expected: str) -> None:
    assert expected == listed(words, "and", serial=True)
