"""What a session may be called."""

import pytest

from mockserver.session.session_name import wrong_name

RIGHT = ["a", "default", "tests/test_x.py::test_y[a-b]", "Zoë's ✓", " ", "...", "x" * 200]
WRONG = {
    "empty": ("", "at least one character"),
    "too long": ("x" * 201, "at most 200 characters, and this one 201"),
    "this folder": (".", "clients take it for a folder"),
    "the folder above": ("..", "clients take it for a folder"),
    "line feed": ("a\nb", "U+000A"),
    "escape": ("\x1b[31m", "U+001B"),
    "delete": ("a\x7f", "U+007F"),
    "control character of Latin-1": ("\x9b", "U+009B"),
    "no UTF-8": (b"a\xff".decode(errors="surrogateescape"), "U+DCFF"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_nearly_every_name_is_right(name: str) -> None:
    assert wrong_name(name) is None


@pytest.mark.parametrize(("name", "why"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_name_is_told_why(name: str, why: str) -> None:
    assert why in str(wrong_name(name))
