"""The report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from benchmarks.lane import Lane
from benchmarks.payloads import Payload

HEADINGS = ("answer", "ours µs", "bare µs", "ratio", "target", "ours req/s", "bare req/s")


@dataclass(frozen=True, slots=True)
class Row:
    """One payload with its two lanes."""

    payload: Payload
    ours: Lane
    bare: Lane

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text, in the order of the headings."""
        target = self.payload.target
        return (
            self.payload.title,
            f"{self.ours.cpu_micros:.1f}",
            f"{self.bare.cpu_micros:.1f}",
            f"{self.ours.cpu_micros / self.bare.cpu_micros:.2f}",
            "-" if target is None else f"≤ {target:.1f}",
            f"{self.ours.rate:.0f}",
            f"{self.bare.rate:.0f}",
        )


class HasCells(Protocol):
    """A row of any table."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text, in the order of the headings."""


def table(headings: tuple[str, ...], rows: Iterable[HasCells]) -> str:
    """Write the rows as a Markdown table with straight columns."""
    lines = [headings, *(row.cells for row in rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    head, *body = (_line(cells, widths) for cells in lines)
    rule = "|" + "|".join(_dashes(index, width) for index, width in enumerate(widths)) + "|"
    return "\n".join([head, rule, *body])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *numbers = zip(cells, widths, strict=True)
    padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in numbers)]
    return f"| {' | '.join(padded)} |"


def _dashes(index: int, width: int) -> str:
    return "-" * (width + 2) if index == 0 else "-" * (width + 1) + ":"
