"""The files that authors write, read as documents; every problem is a ScenarioError with its place."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import Final

from mockserver.scenario import json_source
from mockserver.scenario.bundle import EMPTY, Bundle, digest
from mockserver.scenario.document import Document
from mockserver.scenario.places import Places, Positions
from mockserver.scenario.spelling import LIKENESS
from mockserver.values import Place, ScenarioError, nearest

LARGEST: Final = 64 * 2**20
"""Bytes that a file may have."""

SUFFIXES: Final = (".yaml", ".yml", ".json")


def read(path: Path, bundle: Bundle = EMPTY) -> Document | None:
    """Read a file, or take its value out of a bundle that knows its text; None when there is nothing in it."""
    written, file = text(path), str(path)
    value = bundle.get(digest(written)) if bundle else None
    if value is None:
        return parse(written, file)
    return Document(value, Places(file, partial(_positions, written, file)))


def text(path: Path) -> str:
    """Read a file's text."""
    with _reading(path):
        return _decoded(_content(path), str(path))


def parse(content: str | bytes, file: str) -> Document | None:
    """Read a file's content, JSON where the name ends in `.json`, else YAML; None when there is nothing in it."""
    if len(content) > LARGEST:
        raise ScenarioError(Place(file), _size_message(len(content)))
    written = (content if isinstance(content, str) else _decoded(content, file)).removeprefix("\ufeff")
    parsed = json_source.parse if file.endswith(".json") else _yaml
    document = parsed(written, file) if written.strip() else None
    return document if document and document.value is not None else None


def _yaml(written: str, file: str) -> Document:
    from mockserver.scenario import yaml_source

    return yaml_source.parse(written, file)


def _positions(written: str, file: str) -> Positions:
    document = parse(written, file)
    return document.places.find() if document else {}


def found(path: Path) -> list[Path]:
    """Give a file itself, and the files below a folder in the order of their sorted paths."""
    with _reading(path):
        if not path.is_dir():
            return [path]
        below = sorted((file for file in path.rglob("*") if _is_scenario(file)), key=lambda file: file.parts)
    if not below:
        raise ScenarioError(Place(str(path)), f"a folder without scenario files ({', '.join(SUFFIXES)})")
    return below


def _is_scenario(file: Path) -> bool:
    return file.suffix in SUFFIXES and not file.name.endswith(".schema.json") and file.is_file()


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn what the system refuses into an error of the file."""
    try:
        yield
    except OSError as error:
        raise ScenarioError(Place(str(path)), f"cannot be read: {error.strerror}") from None


def _content(path: Path) -> bytes:
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise ScenarioError(Place(str(path)), _missing_message(path)) from None
    if not S_ISREG(status.st_mode):
        raise ScenarioError(Place(str(path)), "not a file")
    if status.st_size > LARGEST:
        raise ScenarioError(Place(str(path)), _size_message(status.st_size))
    return path.read_bytes()


def _size_message(size: int) -> str:
    return f"the file has {size:,} bytes, more than {LARGEST:,}"


def _missing_message(path: Path) -> str:
    """Name the nearest thing beside a path that does not exist."""
    folder = path.parent
    while not folder.is_dir():
        path, folder = folder, folder.parent
    meant = nearest(path.name, sorted(entry.name for entry in folder.iterdir()), LIKENESS)
    return "does not exist" + (f"; did you mean {str(folder / meant)!r}?" if meant else "")


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(file, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        raise ScenarioError(place, f"not UTF-8 text: byte 0x{content[error.start]:02X}") from None
