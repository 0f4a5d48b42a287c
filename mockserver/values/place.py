"""A place in an author's file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A file with a line and a column, both counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
