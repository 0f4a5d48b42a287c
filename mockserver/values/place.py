"""A place in an author's file."""

from dataclasses import dataclass

from mockserver.values.json import JsonObject


@dataclass(frozen=True, slots=True)
class Place:
    """A file with a line and a column, both counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def as_json(self) -> JsonObject:
        """Write it down for programs."""
        return {"file": self.file, "line": self.line, "column": self.column}

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
