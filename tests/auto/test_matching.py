import re

import pytest

from mockserver.auto.matching import matching
from mockserver.auto.pattern import read_pattern
from mockserver.auto.spot import Spot
from tests.auto.proving import FITS

PATTERNS = (
    "", "abc", "^abc$", "a|bc|", "[a-z]+", "[^a-z]", r"[\]\-^]{3}", r"\d{3}-\d{4}", r"\w+@\w+\.(com|org)", "(ab){2,3}?", "a*b+c?",
    "x{3}", "x{2,}", "x{0,1}", r"\u0041\x42", r"\u{1F600}", r"[\s\S]", r"[^\d]", r"\D\S\W", r"(a)\1", r"(?<year>\d{4})", "(?:a)", "^(?=a)a",
    r"\/\.\$", r"[\d\-_]{5}", r"[\w.]+", "[^ -~]", r"\p{L}+", r"\p{Lu}\p{Ll}", r"\cJ", r"\bword\b", r"a\nb", "é", "[à-ü]", r"[^\W_]+",
)  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("chance", [b"one", b"two", b"three"])
def test_text_matches(pattern: str, chance: bytes) -> None:
    text = matching(pattern, Spot(chance))

    assert FITS({"type": "string", "pattern": pattern}, text)


@pytest.mark.parametrize(
    "pattern", ["(", ")", "[", "a)", r"a\x", r"\u{110000}", "(?<a", "(?", "\\", "(" * 100 + ")" * 100, "a" * 6000]
)
def test_what_is_no_pattern_is_not_read(pattern: str) -> None:
    assert read_pattern(pattern) is None
    assert matching(pattern, Spot(b"")) is None


@pytest.mark.parametrize("pattern", ["(a{999}){999}", "((a{99}){99}){99}", "(){999999999}", "[^\\s\\S]"])
def test_text_without_end_is_given_up(pattern: str) -> None:
    assert matching(pattern, Spot(b"")) is None


@pytest.mark.parametrize("pattern", ["^a+$", "^(ab)*$", "^[0-9]{1,}$"])
def test_text_is_as_long_as_wanted(pattern: str) -> None:
    text = matching(pattern, Spot(b""), least=300)

    assert text is not None
    assert len(text) >= 300
    assert re.search(pattern, text)


def test_turns_give_other_texts() -> None:
    assert 10 == len({matching("^[a-z]{8}$", Spot(b"", turn=turn)) for turn in range(10)})
