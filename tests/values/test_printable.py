"""Text that is safe to print."""

from unicodedata import bidirectional, category

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mockserver.values.printable import printable, printable_line

EVERY = "".join(map(chr, range(0x110000)))
TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""The classes of characters that change the direction of the text around them (Unicode TR 9)."""
DANGEROUS = {one for one in EVERY if category(one) in ("Cc", "Cs", "Zl", "Zp") or bidirectional(one) in TURNS}


def test_nothing_dangerous_is_left() -> None:
    assert {"\n", "\t"} == DANGEROUS & {*printable(EVERY)}
    assert {"\t"} == DANGEROUS & {*printable_line(EVERY)}


def test_everything_else_is_left() -> None:
    kept = {*printable(EVERY)}
    lost = [one for one in EVERY if one not in kept and one not in DANGEROUS]

    formats = "\u061c\u200e\u200f\ufeff\ufffe\uffff"
    assert [*formats, *map(chr, range(0xE0000, 0xE0080))] == lost


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("18 °C in Zürich, 東京 👩‍🚀\n\tand so on", "18 °C in Zürich, 東京 👩‍🚀\n\tand so on"),
        ("\x1b[31mred\x1b[0m", "\\u001b[31mred\\u001b[0m"),
        ("\x9b31m\x07\r", "\\u009b31m\\u0007\\u000d"),
        ("\udcff\u202eevil", "\\udcff\\u202eevil"),
        ("\U000e0041", "\\U000e0041"),
    ],
    ids=["plain", "colour", "C1", "halves", "tags"],
)
def test_what_is_dangerous_is_written_as_its_escape(text: str, shown: str) -> None:
    assert shown == printable(text)


def test_a_line_stays_one() -> None:
    assert "a\\u000ab" == printable_line("a\nb")


@example(text="\r\x85\u2028")
@given(text=st.text(st.characters()))
@settings(derandomize=True)
def test_whatever_it_is_can_be_printed(text: str) -> None:
    printable(text).encode()
    assert 1 == len(f"{printable_line(text)}.".splitlines())
