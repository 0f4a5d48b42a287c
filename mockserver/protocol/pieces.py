"""How a text is cut into deltas."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import AnyStr, Literal, TypeAlias

Chunks: TypeAlias = Sequence[int | Literal["rest"]]
"""Lengths in characters, of bytes in bytes; `rest` takes what is left, and so does the end of the list."""

Cut: TypeAlias = Callable[[str], Iterable[str]]
"""Cuts a text into its deltas, one after the other; joined they are the text."""

_WORD = re.compile(r"\s*\S{1,12}|\s+")


def words(text: str) -> Iterator[str]:
    """Cut at words, the white space before each included, and every twelve characters inside a long one."""
    return (found[0] for found in _WORD.finditer(text))


def cutter(chunks: Chunks | None) -> Cut:
    """Choose how to cut: by the author's lengths, else by words."""
    return words if chunks is None else lambda text: by_length(text, chunks)


def by_length(whole: AnyStr, chunks: Chunks) -> Iterator[AnyStr]:
    """Cut a text, or bytes, at these lengths."""
    start = 0
    for length in (*chunks, "rest"):
        end = len(whole) if length == "rest" else start + int(length)
        if start < len(whole):
            yield whole[start:end]
        start = end
