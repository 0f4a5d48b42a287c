"""Tokens with their probabilities, and the deltas they belong to."""

import pytest

from mockserver.protocol.pieces import words
from mockserver.protocol.token_pieces import made_up, told_in
from mockserver.values import JsonObject


def tokens(*texts: str) -> list[JsonObject]:
    return [{"token": text} for text in texts]


@pytest.mark.parametrize(
    ("pieces", "texts", "expected"),
    [
        (["ab", "cd"], ["ab", "cd"], [["ab"], ["cd"]]),
        (["ab", "cd"], ["a", "bc", "d"], [["a", "bc"], ["d"]]),
        (["ab", "cd"], ["abcd"], [["abcd"], []]),
        (["ab", "cd"], ["ab"], [["ab"], []]),
        (["ab"], [], [[]]),
        ([], ["ab"], []),
    ],
    ids=["one each", "across", "one for all", "too few", "none", "no text"],
)
def test_token_belongs_to_the_delta_in_which_it_begins(
    pieces: list[str], texts: list[str], expected: list[list[str]]
) -> None:
    told = [*told_in(pieces, tokens(*texts))]

    assert [*zip(pieces, expected, strict=True)] == [(piece, [one["token"] for one in own]) for piece, own in told]


@pytest.mark.parametrize("alternatives", [0, 1, 20])
def test_token_has_as_many_alternatives_as_asked(alternatives: int) -> None:
    [token] = made_up("the", words, alternatives)
    names = [one["token"] for one in token["top_logprobs"]]

    assert (alternatives, alternatives) == (len(names), len({*names}))


def test_made_up_tokens_join_to_the_text() -> None:
    assert "One two three" == "".join(token["token"] for token in made_up("One two three", words, 0))


def test_likelier_alternatives_come_first() -> None:
    [token] = made_up("word", words, 5)
    logprobs = [one["logprob"] for one in token["top_logprobs"]]

    assert (sorted(logprobs, reverse=True), token["logprob"]) == (logprobs, logprobs[0])
