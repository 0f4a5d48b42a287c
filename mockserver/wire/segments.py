"""Bytes that were encoded once, with slots that each reply fills."""

import re
from enum import StrEnum
from typing import NamedTuple


class Slot(StrEnum):
    """A place in a reply that only the call decides; its marker goes through the ordinary encoder as text."""

    BASE = "base"
    CREATED_AT = "created_at"
    COMPLETED_AT = "completed_at"
    INPUT_TOKENS = "input_tokens"
    TOTAL_TOKENS = "total_tokens"
    ECHO = "echo"

    @property
    def marker(self) -> str:
        """The text that stands in for the value until the reply is filled."""
        return f"\x00slot:{self.value}\x00"


class SlotValues(NamedTuple):
    """Encoded values: text without quotes for `base`, members without braces for `echo`, digits for the rest.

    The order is that of the slots.
    """

    base: bytes
    created_at: bytes
    completed_at: bytes
    input_tokens: bytes
    total_tokens: bytes
    echo: bytes


_BASE = rb"\u0000slot:base\u0000"
# A number takes the place of the marker's quotes too, the echo that of a whole member.
_MARKER = re.compile(rb'"\\u0000slot:(\w+)\\u0000"(?::null)?')


class Segments:
    """Encoded bytes, cut at their slots.

    The base stands almost everywhere and the other slots in few places, so the pieces between bases are joined with the
    base in one go, and only those with other slots are filled first.
    """

    __slots__ = ("_pieces", "_slotted")

    def __init__(self, data: bytes) -> None:
        self._pieces = data.split(_BASE)
        self._slotted = [(index, _cut(piece)) for index, piece in enumerate(self._pieces) if _MARKER.search(piece)]

    def fill(self, values: SlotValues) -> bytes:
        """Write the values into their slots."""
        pieces = self._pieces.copy()
        for index, (constants, slots) in self._slotted:
            parts = constants.copy()
            for at, slot in slots:
                parts[at] = values[slot]
            pieces[index] = b"".join(parts)
        return values.base.join(pieces)


def _cut(piece: bytes) -> tuple[list[bytes], list[tuple[int, int]]]:
    """Cut at the slots: constants with gaps between them, and for every gap the index of its value."""
    found = _MARKER.split(piece)
    slots = [(at, SlotValues._fields.index(found[at].decode())) for at in range(1, len(found), 2)]
    return found, slots
