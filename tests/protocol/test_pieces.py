"""Texts are cut into deltas without losing a character."""

import pytest
from faker import Faker
from hypothesis import given
from hypothesis import strategies as st

from mockserver.protocol.pieces import Cut, cutter, words


@given(st.text())
def test_words_join_to_the_text(text: str) -> None:
    assert text == "".join(words(text))


@given(st.text(), st.lists(st.integers(1, 5) | st.just("rest"), max_size=4))
def test_chunks_join_to_the_text(text: str, chunks: list[int]) -> None:
    assert text == "".join(cutter(chunks)(text))


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([], ""),
        (["It", " is", " noon."], "It is noon."),
        (["\n\nOne", "  "], "\n\nOne  "),
        (["abcdefghijkl", "mn"], "abcdefghijklmn"),
    ],
)
def test_words_keep_the_white_space_before_them(pieces: list[str], text: str) -> None:
    assert pieces == [*words(text)]


@pytest.mark.parametrize(
    ("pieces", "chunks"),
    [
        (["abc", "de", "fgh"], [3, 2, "rest"]),
        (["abc", "defgh"], [3]),
        (["abcdefgh"], ["rest", 3]),
        (["abcdefgh"], [100]),
        (["abcdefgh"], []),
    ],
)
def test_chunks_are_lengths_in_characters(pieces: list[str], chunks: list[int]) -> None:
    assert pieces == [*cutter(chunks)("abcdefgh")]


@pytest.mark.parametrize("locale", ["ar_AA", "de_DE", "en_US", "hi_IN", "ja_JP", "th_TH"])
def test_prose_of_any_language_comes_in_many_short_deltas(locale: str) -> None:
    faker = Faker(locale)
    faker.seed_instance(7)
    text = faker.paragraph(nb_sentences=10)
    pieces = [*words(text)]

    assert text == "".join(pieces)
    assert len(pieces) > 10
    assert 12 >= max(len(piece.strip()) for piece in pieces)


@pytest.mark.parametrize("cut", [words, cutter([1, "rest"])], ids=["words", "chunks"])
def test_text_is_cut_one_piece_at_a_time(cut: Cut) -> None:
    pieces = cut("One two three")

    assert pieces is iter(pieces)
