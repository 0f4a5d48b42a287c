"""Token counts: one token for every four bytes of UTF-8, rounded up."""

from collections.abc import Iterable

BYTES_PER_TOKEN = 4


def count(text: str) -> int:
    """Count the tokens of a text."""
    return tokens_of(len(text.encode()))


def count_all(texts: Iterable[str]) -> int:
    """Count the tokens of several texts, each for itself."""
    return sum(count(text) for text in texts)


def tokens_of(size: int) -> int:
    """Count the tokens of so many bytes."""
    return -(-size // BYTES_PER_TOKEN)
