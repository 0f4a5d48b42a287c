"""Texts that a regular expression matches."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from mockserver.auto.limits import LONGEST_TEXT
from mockserver.auto.pattern import Chars, Choice, Node, Repeat, Row, Same, read_pattern
from mockserver.auto.spot import Spot

_PRINTABLE = tuple(range(0x61, 0x7B)) + tuple(range(0x30, 0x3A)) + tuple(range(0x41, 0x5B)) + tuple(range(0x20, 0x7F))
_FAR = (0xE9, 0x4E2D, 0x1F600, 0x0)
"""Characters for a class that has none that is printed in ASCII."""
_KEPT = 256
"""Classes whose characters are remembered; repetitions ask for the same ones again and again."""


class _TooLongError(Exception):
    """The text would be longer than any that is asked for."""


def matching(pattern: str, spot: Spot, least: int = 0) -> str | None:
    """Write a text that a regular expression matches, `least` characters long where it repeats without end.

    None when it is not understood, or the text would be too long. Looks ahead and behind are not followed, so the text
    has to be proved.
    """
    node = read_pattern(pattern)
    if node is None:
        return None
    try:
        text = _Writer(spot, 0).write(node)
        short = max(0, least - len(text))
        return _Writer(spot, short).write(node) if short else text
    except _TooLongError:
        return None


class _Writer:
    """Writes one text; repetitions without end go on for `extra` times more than usual."""

    def __init__(self, spot: Spot, extra: int) -> None:
        self._spot = spot
        self._extra = extra
        self._written = 0
        self._groups: dict[int, str] = {}

    def write(self, node: Node) -> str:
        self._count(1)
        return _WRITERS[type(node)](self, node)

    def _chars(self, node: Chars) -> str:
        found = _members(node)
        if not found:
            raise _TooLongError
        return chr(found[self._pick(len(found))])

    def _row(self, node: Row) -> str:
        text = "".join([self.write(part) for part in node.parts])
        if node.group:
            self._groups[node.group] = text
        return text

    def _choice(self, node: Choice) -> str:
        return self.write(node.options[self._pick(len(node.options))])

    def _repeat(self, node: Repeat) -> str:
        least = node.least
        usual = least + self._pick(3) if least else 1 + self._pick(4)
        wanted = usual + self._extra
        count = wanted if node.most is None else max(least, min(wanted, node.most))
        return "".join([self.write(node.part) for _ in range(count)])

    def _same(self, node: Same) -> str:
        text = self._groups.get(node.group, "")
        self._count(len(text))
        return text

    def _pick(self, count: int) -> int:
        return self._spot.number(str(self._written)) % count if count > 1 else 0

    def _count(self, more: int) -> None:
        self._written += more
        if self._written > LONGEST_TEXT:
            raise _TooLongError


_WRITERS: Mapping[type, Callable[[_Writer, Any], str]] = {
    Chars: _Writer._chars,
    Row: _Writer._row,
    Choice: _Writer._choice,
    Repeat: _Writer._repeat,
    Same: _Writer._same,
}


@lru_cache(maxsize=_KEPT)
def _members(node: Chars) -> list[int]:
    if node.others:
        return [one for one in (*_PRINTABLE, *_FAR) if not _holds(node, one)][:62]
    printed = [one for one in _PRINTABLE[:-95] if _holds(node, one)] or [one for one in _PRINTABLE if _holds(node, one)]
    return printed or [low for low, _ in node.ranges]


def _holds(node: Chars, one: int) -> bool:
    return any(low <= one <= high for low, high in node.ranges)
