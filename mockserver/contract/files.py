"""The files of one contract document, read when something points into them; nothing is ever fetched."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from mockserver.contract.limits import DOCUMENT_DEPTH, DOCUMENT_PLACES, exceeds
from mockserver.contract.wrong import DocumentError
from mockserver.contract.yaml_file import parse_yaml, plain_number
from mockserver.values import Json, JsonObject

__all__ = ["DocumentError", "Files", "Location"]

YAML_ENDINGS = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file, as a JSON pointer such as `/paths/~1responses/post`."""

    file: Path
    pointer: str

    def __str__(self) -> str:
        return f"{self.file}#{self.pointer}"

    def child(self, *keys: str | int) -> "Location":
        """Return the place of a key, or of an index, below this one."""
        escaped = (str(key).replace("~", "~0").replace("/", "~1") for key in keys)
        return Location(self.file, "/".join((self.pointer, *escaped)))

    def follow(self, reference: str) -> "Location":
        """Return where a `$ref` written in this file points."""
        file, _, pointer = reference.partition("#")
        if "://" in file:
            raise DocumentError(f"{self}: $ref to {reference!r} is not a file, and nothing is fetched")
        return Location(self.file.parent / unquote(file) if file else self.file, unquote(pointer))


@dataclass(frozen=True, slots=True)
class Files:
    """Parsed files by path; each is read once."""

    _parsed: dict[Path, Json] = field(default_factory=dict)

    def at(self, location: Location) -> Json:
        """Return what stands at a place; raise DocumentError when nothing does."""
        value = self._file(location.file)
        if location.pointer[:1] not in {"", "/"}:
            raise DocumentError(f"{location}: only JSON pointers are followed, which begin with a slash")
        for part in location.pointer.split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            if isinstance(value, list) and key.isdecimal() and int(key) < len(value):
                value = value[int(key)]
            elif isinstance(value, dict) and key in value:
                value = value[key]
            else:
                raise DocumentError(f"{location}: there is no {key!r}")
        return value

    def resolve(self, location: Location) -> tuple[Location, JsonObject]:
        """Return the object at a place, and its place, after following `$ref` from one to the next."""
        seen: set[Location] = set()
        while isinstance(value := self.at(location), dict) and isinstance(value.get("$ref"), str):
            if location in seen:
                raise DocumentError(f"{location}: this $ref leads back to itself")
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
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise DocumentError(f"{path}: cannot be read as UTF-8: {error}") from error
    value = parse_yaml(text, path) if path.suffix.lower() in YAML_ENDINGS else _parse_json(text, path)
    excess = exceeds(value, places=DOCUMENT_PLACES, depth=DOCUMENT_DEPTH)
    if excess:
        raise DocumentError(f"{path}: {excess}")
    return value


def _parse_json(text: str, path: Path) -> Json:
    try:
        return json.loads(text, parse_int=lambda digits: plain_number(int(digits)))
    except json.JSONDecodeError as error:
        raise DocumentError(f"{path}:{error.lineno}: not JSON: {error.msg} (column {error.colno})") from error
    except ValueError as error:
        # Python refuses to read integers of thousands of digits.
        raise DocumentError(f"{path}: not JSON: {error}") from error
    except RecursionError as error:
        raise DocumentError(f"{path}: deeper than {DOCUMENT_DEPTH} levels") from error
