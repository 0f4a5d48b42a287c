"""Words of names and texts."""

import re

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_a-zA-Z]+")


def words_of(name: str) -> list[str]:
    """Split a name at `_`, `-` and capitals: `getUserName` gives get, user, name."""
    return [word.lower() for word in _PARTS.findall(name)]


def shortened(text: str, length: int) -> str:
    """Cut a text to so many characters, white space made single; an ellipsis says that it went on."""
    # What is far behind the cut is not worth splitting.
    squeezed = " ".join(text[: length * 4].split())
    return squeezed if len(squeezed) <= length and len(text) <= length * 4 else f"{squeezed[: length - 1].rstrip()}…"


def stem(word: str) -> str:
    """Cut the endings of one word's forms: `searching`, `searches` and `search` are one."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending)
    return word
