"""How messages of every stage put things."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Find the known word that was probably meant; `cutoff` is how like it must be, from 0 to 1."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), None)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "", cutoff: float = 0.6) -> str:
    """End a sentence about an unknown word: `; did you mean 'weather'?`, or `otherwise` when none is like it."""
    meant = nearest(word, known, cutoff)
    return f"; did you mean {meant!r}?" if meant else otherwise


def listed(words: Sequence[str], last: str, *, serial: bool = False) -> str:
    """Join words: `a, b and c` when `last` is `and`; `serial` puts the comma before it too, as the API does."""
    *before, final = words
    comma = "," if serial and len(before) > 1 else ""
    return f"{', '.join(before)}{comma} {last} {final}" if before else final
