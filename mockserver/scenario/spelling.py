"""Words that are not known."""

from collections.abc import Iterable

from mockserver.values import did_you_mean

LIKENESS = 0.7
"""How like a known word an unknown one must be for the known to be meant."""


def unknown(kind: str, word: str, known: Iterable[str], where: str = "") -> str:
    """Say that a word is unknown, which was probably meant and which there are.

    `kind` is such as `key` or `status`, `where` is such as `a step`.
    """
    names = list(known)
    hint = did_you_mean(word, names, ".", LIKENESS)
    place = f" in {where}" if where else ""
    plural = f"{kind}es" if kind.endswith("s") else f"{kind}s"
    return f"unknown {kind} {word!r}{place}{hint} Known {plural}: {', '.join(names)}"


def belongs_inside(key: str | None, outer: str | None) -> str:
    """Say that a key is known, and where it belongs."""
    return f"{key!r} belongs inside {outer!r}"
