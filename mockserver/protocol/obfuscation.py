"""Padding that hides how long a delta is (surface/REPORT.md §2)."""

from mockserver.values import Json

_ALPHABET = "aK3nZq8RtW0yLbV5mXcU7hJgE2sPfD9oNdTi6wQkAv4rCxG1eSzMuYlBpFjHOI"
_WIDTH = 16


def padding(delta: Json, number: int) -> str:
    """Make the text that fills a delta up to a whole number of widths, always a character at least."""
    length = len(delta) if isinstance(delta, str) else sum(map(len, delta.values()))
    start = number * _WIDTH % len(_ALPHABET)
    return (_ALPHABET[start:] + _ALPHABET)[: _WIDTH - length % _WIDTH]
