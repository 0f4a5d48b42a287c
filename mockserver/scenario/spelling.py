"""The nearest known word to an unknown one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that was probably meant."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.7)), None)


def unknown(kind: str, word: str, known: Iterable[str], where: str = "") -> str:
    """Say that a word is unknown, which was probably meant and which there are.

    `kind` is such as `key` or `status`, `where` is such as `a step`.
    """
    names = list(known)
    meant = nearest(word, names)
    hint = f"; did you mean {meant!r}?" if meant else "."
    place = f" in {where}" if where else ""
    plural = f"{kind}es" if kind.endswith("s") else f"{kind}s"
    return f"unknown {kind} {word!r}{place}{hint} Known {plural}: {', '.join(names)}"
