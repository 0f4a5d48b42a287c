"""Regular expressions as `pattern` has them (ECMA-262), read into trees.

None of the published generators serves: they draw from chance, multiply nested repetitions without bound, and read
Python's syntax, which is another.
"""

from dataclasses import dataclass
from typing import TypeAlias

from mockserver.auto.limits import LONGEST_PATTERN, PATTERN_DEPTH


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of these ranges, ends included; when `others`, one that is in none of them."""

    ranges: tuple[tuple[int, int], ...]
    others: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One after the other; `group` is the number of the group that it is, counted from 1."""

    parts: tuple["Node", ...]
    group: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One of them."""

    options: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Several times; without a most, any number."""

    part: "Node"
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Same:
    """What a group before it has."""

    group: int


Node: TypeAlias = Chars | Row | Choice | Repeat | Same

NOTHING = Row(())
_DIGIT = ((48, 57),)
_SPACE = ((32, 32), (9, 13))
_WORD = ((97, 122), (65, 90), (48, 57), (95, 95))
_CLASSES = {"d": _DIGIT, "s": _SPACE, "w": _WORD}
_CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "0": 0}
_PROPERTIES = {
    "N": _DIGIT,
    "Nd": _DIGIT,
    "Lu": ((65, 90),),
    "Ll": ((97, 122),),
    "P": ((33, 47),),
    "Z": _SPACE,
    "S": ((36, 36),),
}
_LETTERS = ((97, 122), (65, 90))
_HEX = {"x": 2, "u": 4}
_COUNTS = {"*": (0, None), "+": (1, None), "?": (0, 1)}


class _UnreadableError(Exception):
    """The text is no regular expression that is understood here."""


def read_pattern(text: str) -> Node | None:
    """Read a regular expression; None when it is not understood."""
    if len(text) > LONGEST_PATTERN:
        return None
    reader = _Reader(text)
    try:
        node = reader.choice(0)
    except _UnreadableError:
        return None
    return node if reader.is_done else None


class _Reader:
    """Reads one expression from its beginning on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._groups = 0

    @property
    def is_done(self) -> bool:
        return self._at == len(self._text)

    def choice(self, depth: int) -> Node:
        if depth > PATTERN_DEPTH:
            raise _UnreadableError
        options = [self._row(depth)]
        while self._took("|"):
            options.append(self._row(depth))
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def _row(self, depth: int) -> Node:
        parts: list[Node] = []
        while not self.is_done and self._text[self._at] not in "|)":
            parts.append(self._repeated(self._one(depth)))
        return Row(tuple(parts))

    def _one(self, depth: int) -> Node:
        mark = self._next()
        if mark == "(":
            return self._group(depth)
        if mark == "[":
            return self._class()
        if mark == "\\":
            return self._escaped()
        if mark in "^$":
            return NOTHING
        return Chars(((10, 10), (13, 13)), others=True) if mark == "." else _only(mark)

    def _group(self, depth: int) -> Node:
        looks = next((look for look in ("?=", "?!", "?<=", "?<!") if self._took(look)), None)
        number = 0 if looks else self._group_number()
        inside = self.choice(depth + 1)
        if not self._took(")"):
            raise _UnreadableError
        return NOTHING if looks else Row((inside,), number)

    def _group_number(self) -> int:
        if self._took("?"):
            is_named = self._took("<") or self._took("P<")
            while not self.is_done and self._next() not in (">" if is_named else ":"):
                pass
            if not is_named:
                return 0
        self._groups += 1
        return self._groups

    def _repeated(self, part: Node) -> Node:
        if self.is_done:
            return part
        mark = self._text[self._at]
        counts = self._braces() if mark == "{" else _COUNTS.get(mark)
        if counts is None:
            return part
        self._at += mark != "{"
        _ = self._took("?") or self._took("+")
        return Repeat(part, *counts)

    def _braces(self) -> tuple[int, int | None] | None:
        least, comma, most = self._text[self._at + 1 :].partition("}")[0].partition(",")
        if not least.isdecimal() or not (most.isdecimal() or not most) or "}" not in self._text[self._at :]:
            return None
        self._at = self._text.index("}", self._at) + 1
        return int(least[:9]), int(most[:9]) if most else None if comma else int(least[:9])

    def _class(self) -> Chars:
        others, ranges = self._took("^"), list[tuple[int, int]]()
        while not self._took("]"):
            ranges += self._range()
        return Chars(tuple(ranges), others)

    def _range(self) -> tuple[tuple[int, int], ...]:
        low = self._class_member()
        is_range = self._text[self._at : self._at + 1] == "-" and self._text[self._at + 1 : self._at + 2] not in (
            "]",
            "",
        )
        if not is_range or len(low) != 1 or low[0][0] != low[0][1]:
            return low
        self._at += 1
        high = self._class_member()
        return ((low[0][0], high[-1][1]),)

    def _class_member(self) -> tuple[tuple[int, int], ...]:
        mark = self._next()
        if mark != "\\":
            return _only(mark).ranges
        found = self._escaped()
        if not isinstance(found, Chars):
            raise _UnreadableError
        return _complement(found.ranges) if found.others else found.ranges

    def _escaped(self) -> Node:
        mark = self._next()
        if mark in "bB":
            return NOTHING
        if mark.lower() in _CLASSES:
            return Chars(_CLASSES[mark.lower()], others=mark.isupper())
        if mark in "pP":
            return Chars(self._property(), others=mark == "P")
        if mark in "123456789":
            return Same(int(mark))
        return self._character(mark)

    def _character(self, mark: str) -> Chars:
        if mark in _CONTROLS:
            return Chars(((_CONTROLS[mark],) * 2,))
        if mark == "c":
            return _only(chr(ord(self._next()) % 32))
        return _only(self._hexadecimal(mark)) if mark in _HEX else _only(mark)

    def _hexadecimal(self, mark: str) -> str:
        if self._took("{"):
            digits = self._until("}")
        else:
            digits = self._text[self._at : self._at + _HEX[mark]]
            self._at += _HEX[mark]
        try:
            return chr(int(digits, 16))
        except (ValueError, OverflowError):
            raise _UnreadableError from None

    def _property(self) -> tuple[tuple[int, int], ...]:
        name = self._until("}") if self._took("{") else self._next()
        return _PROPERTIES.get(name.rpartition("=")[2], _PROPERTIES.get(name[:1], _LETTERS))

    def _until(self, end: str) -> str:
        found, mark, _ = self._text[self._at :].partition(end)
        if not mark:
            raise _UnreadableError
        self._at += len(found) + 1
        return found

    def _next(self) -> str:
        if self.is_done:
            raise _UnreadableError
        self._at += 1
        return self._text[self._at - 1]

    def _took(self, mark: str) -> bool:
        is_next = self._text.startswith(mark, self._at)
        self._at += len(mark) if is_next else 0
        return is_next


def _only(mark: str) -> Chars:
    return Chars(((ord(mark), ord(mark)),))


def _complement(ranges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    left, found = 0, []
    for low, high in sorted(ranges):
        found.append((left, low - 1))
        left = max(left, high + 1)
    return tuple((low, high) for low, high in [*found, (left, 0x10FFFF)] if low <= high)
