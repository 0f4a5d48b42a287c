"""What is compared of a spoken text."""

from hashlib import sha256

_SHORT = 64


def squeeze(text: str) -> str:
    """Drop all white space, which clients change freely."""
    return "".join(text.split())


def text_key(text: str) -> str:
    """Drop all white space, and put a digest in place of a long text."""
    squeezed = squeeze(text)
    return squeezed if len(squeezed) <= _SHORT else sha256(squeezed.encode()).hexdigest()
