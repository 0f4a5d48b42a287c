"""Text that is safe to print."""

import re
from typing import Final

_UNSEEN: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, all but tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the direction of text round
    "\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"  # line ends of another kind, and what is no character
    "\U000e0000-\U000e007f"  # tags, which nobody sees
)
_UNPRINTABLE: Final = re.compile(f"[{_UNSEEN}]")
_UNPRINTABLE_IN_LINE: Final = re.compile(f"[\n{_UNSEEN}]")


def printable(text: str) -> str:
    """Write what a terminal would act on, or nobody would see, as JSON escapes it; line feeds and tabs stay."""
    return _UNPRINTABLE.sub(_escaped, text)


def printable_line(text: str) -> str:
    """Write a text so that it is safe to print and stays on its line."""
    return _UNPRINTABLE_IN_LINE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
