"""The JSON files of one contract document, read when something points into them; nothing is ever fetched."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from mockserver.values import Json, JsonObject


class DocumentError(Exception):
    """The contract document cannot be read; the text is one clear line that names the file."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file, as a JSON pointer such as `/paths/~1responses/post`."""

    file: Path
    pointer: str

    def __str__(self) -> str:
        return f"{self.file}#{self.pointer}"

    def child(self, *keys: str) -> "Location":
        """Return the place of a key below this one."""
        escaped = (key.replace("~", "~0").replace("/", "~1") for key in keys)
        return Location(self.file, "/".join((self.pointer, *escaped)))

    def follow(self, reference: str) -> "Location":
        """Return where a `$ref` written in this file points."""
        file, _, pointer = reference.partition("#")
        if "://" in file:
            raise DocumentError(f"{self}: $ref to {reference!r} is not a file, and nothing is fetched")
        return Location(self.file.parent / file if file else self.file, unquote(pointer))


@dataclass(frozen=True, slots=True)
class Files:
    """Parsed files by path; each is read once."""

    _parsed: dict[Path, Json] = field(default_factory=dict)

    def at(self, location: Location) -> Json:
        """Return what stands at a place; raise DocumentError when nothing does."""
        value = self._file(location.file)
        for part in location.pointer.split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            if not isinstance(value, dict) or key not in value:
                raise DocumentError(f"{location}: there is no {key!r}")
            value = value[key]
        return value

    def resolve(self, location: Location) -> tuple[Location, JsonObject]:
        """Return the object at a place, and its place, after following `$ref` from one to the next."""
        seen: set[Location] = set()
        while isinstance(value := self.at(location), dict) and "$ref" in value and location not in seen:
            seen.add(location)
            location = location.follow(value["$ref"])
        if not isinstance(value, dict):
            raise DocumentError(f"{location}: expected an object")
        return location, value

    def _file(self, path: Path) -> Json:
        if path not in self._parsed:
            self._parsed[path] = _read(path)
        return self._parsed[path]


def _read(path: Path) -> Json:
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise DocumentError(f"{path}: not JSON: {error}") from error
