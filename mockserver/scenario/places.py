"""Where the parts of a document stand in its file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from mockserver.scenario.problem import Path
from mockserver.values import Place

Positions: TypeAlias = Mapping[Path, tuple[int, int]]
"""Line and column, counted from 1, of every key (by the path of its value) and every list element."""


@dataclass(frozen=True)
class Places:
    """The positions in one file, found out when first asked for; all places are equal, so that scenarios compare.

    `in_program` says that the file is the text of a program, which made the document.
    """

    file: str = field(default="", compare=False)
    find: Callable[[], Positions] = field(default=dict, compare=False, repr=False)
    has_lines: bool = field(default=True, compare=False)
    in_program: bool = field(default=False, compare=False)

    @cached_property
    def _positions(self) -> Positions:
        return self.find()

    def __contains__(self, path: Path) -> bool:
        return path in self._positions

    def known(self, path: Path) -> Path:
        """Leave out of a path what the file does not have."""
        found: Path = ()
        for part in path:
            if (*found, part) in self._positions:
                found = (*found, part)
        return found

    def nearest(self, path: Path) -> Place:
        """Find a part of the document, or what holds it."""
        return Place(self.file, *self._positions.get(self.known(path), (1, 1)))
