"""Padding of deltas."""

import pytest

from mockserver.protocol.obfuscation import padding


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 100])
def test_delta_and_padding_fill_whole_widths(length: int) -> None:
    pad = padding("x" * length, 7)

    assert (0, True) == ((length + len(pad)) % 16, 1 <= len(pad) <= 16)


def test_padding_of_an_object_counts_its_texts() -> None:
    assert padding("abc", 3) == padding({"stdout": "abc"}, 3)


def test_padding_goes_by_the_number() -> None:
    assert padding("abc", 3) == padding("xyz", 3)
    assert padding("abc", 3) != padding("abc", 4)


def test_no_number_runs_out_of_padding() -> None:
    assert {16} == {len(padding("", number)) for number in range(200)}
