"""The plain scalars of YAML 1.2's core schema (YAML 1.2.2 §10.3.2)."""

import re
from typing import Final

from mockserver.values import Json

_WORDS: Final[dict[str, Json]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGERS: Final = (
    (re.compile(r"[-+]?[0-9]+"), 10),
    (re.compile(r"0o[0-7]+"), 8),
    (re.compile(r"0x[0-9a-fA-F]+"), 16),
)
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_FIRST: Final = frozenset("-+.0123456789")
_RANGE: Final = range(-(2**63), 2**64)
_LONGEST: Final = 64
"""Characters beyond which digits are no longer read: Python refuses thousands of them."""


def plain_value(text: str) -> Json:
    """Read a scalar written without quotes.

    Raises ValueError for a number that JSON does not have: infinite, not a number, or an integer beyond 64 bits.
    """
    if text in _WORDS:
        return _WORDS[text]
    return _number(text) if text[0] in _FIRST else text


def _number(text: str) -> Json:
    for pattern, base in _INTEGERS:
        if pattern.fullmatch(text):
            return _integer(text, base)
    return _float(text) if _FLOAT.fullmatch(text) else text


def _integer(text: str, base: int) -> int:
    number = int(text[2:] if base != 10 else text, base) if len(text) <= _LONGEST else _RANGE.stop
    if number not in _RANGE:
        raise ValueError(text)
    return number


def _float(text: str) -> float:
    number = float(text.replace(".", "", 1)) if text[-1] in "fFnN" else float(text)
    if number - number != 0:
        raise ValueError(text)
    return number
