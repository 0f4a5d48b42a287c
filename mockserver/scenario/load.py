"""Reading scenario files; every problem is a ScenarioError with its place."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial, reduce
from pathlib import Path
from stat import S_ISREG
from typing import Final

import orjson
from pydantic import ValidationError

from mockserver.scenario import json_source, messages, yaml_source
from mockserver.scenario.document import DEEPEST, Document, too_deep
from mockserver.scenario.json_path import child
from mockserver.scenario.model import Scenario
from mockserver.scenario.places import Places, Positions
from mockserver.scenario.problem import Problem
from mockserver.scenario.spelling import LIKENESS
from mockserver.values import Json, Place, ScenarioError, nearest

LARGEST: Final = 64 * 2**20
"""Bytes that a scenario file may have."""

SUFFIXES: Final = (".yaml", ".yml", ".json")


def load(path: Path) -> Scenario:
    """Read one scenario file."""
    with _reading(path):
        return loads(_content(path), str(path))


def load_all(paths: Sequence[Path]) -> list[Scenario]:
    """Read files, and whole folders in the order of their sorted paths; two scenarios may not share a name."""
    files = dict.fromkeys(file for path in paths for file in _files(path))
    scenarios: dict[str, Scenario] = {}
    for file in files:
        scenario = load(file)
        other = scenarios.setdefault(scenario.name, scenario)
        if other is not scenario:
            message = f"the scenario {scenario.name!r} is already in {other.place('name').file}"
            raise ScenarioError(scenario.place("name"), message)
    return list(scenarios.values())


def loads(text: str | bytes, file: str) -> Scenario:
    """Read a scenario from a file's content: JSON where the name ends in `.json`, else YAML."""
    if len(text) > LARGEST:
        raise ScenarioError(Place(file), _size_message(len(text)))
    content = (text if isinstance(text, str) else _decoded(text, file)).removeprefix("\ufeff")
    source = json_source if file.endswith(".json") else yaml_source
    if not content.strip():
        raise ScenarioError(Place(file), _EMPTY)
    return _scenario(source.parse(content, file))


def from_json(value: Json, file: str) -> Scenario:
    """Read a scenario from a value that is already parsed; `file` is how messages call it."""
    try:
        value = orjson.loads(orjson.dumps(value))
    except orjson.JSONEncodeError as error:
        raise ScenarioError(Place(file), f"not JSON: {error}") from None
    if too_deep(value):
        raise ScenarioError(Place(file), f"nested deeper than {DEEPEST} levels")
    return _scenario(Document(value, Places(file, partial(_paths, value), has_lines=False)))


_EMPTY: Final = "the file is empty; the smallest scenario has 'steps' or 'stubs'"


def _size_message(size: int) -> str:
    return f"the file has {size:,} bytes; a scenario may have {LARGEST:,}"


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


def _missing_message(path: Path) -> str:
    """Name the nearest thing beside a path that does not exist."""
    folder = path.parent
    while not folder.is_dir():
        path, folder = folder, folder.parent
    meant = nearest(path.name, sorted(entry.name for entry in folder.iterdir()), LIKENESS)
    return "does not exist" + (f"; did you mean {str(folder / meant)!r}?" if meant else "")


def _files(path: Path) -> list[Path]:
    with _reading(path):
        if not path.is_dir():
            return [path]
        found = sorted((file for file in path.rglob("*") if _is_scenario(file)), key=lambda file: file.parts)
    if not found:
        raise ScenarioError(Place(str(path)), f"a folder without scenario files ({', '.join(SUFFIXES)})")
    return found


def _is_scenario(file: Path) -> bool:
    return file.suffix in SUFFIXES and not file.name.endswith(".schema.json") and file.is_file()


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(file, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        raise ScenarioError(place, f"not UTF-8 text: byte 0x{content[error.start]:02X}") from None


def _scenario(document: Document) -> Scenario:
    value, places = document
    if value is None:
        raise ScenarioError(Place(places.file), _EMPTY)
    if isinstance(value, dict) and value.get("name") is None:
        value = {**value, "name": Path(places.file).stem}
    try:
        return Scenario.model_validate(value).placed(places)
    except ValidationError as error:
        raise _first(messages.problems(error), places) from None


def _paths(value: Json) -> Positions:
    """Give every part of a value that has no text the same place."""
    parts = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    inside = ((part, path) for part, inner in parts for path in _paths(inner))
    return {(): (1, 1), **{(part, *path): (1, 1) for part, path in inside}}


def _first(found: Iterable[Problem], places: Places) -> ScenarioError:
    """Report the first problem of a file and count the others."""
    placed = sorted(_placed(found, places), key=lambda pair: (pair[0].line, pair[0].column))
    place, message = placed[0]
    more = f" (and {len(placed) - 1} more)" if len(placed) > 1 else ""
    return ScenarioError(place, message + more)


def _placed(found: Iterable[Problem], places: Places) -> Iterator[tuple[Place, str]]:
    for path, message in found:
        where = "" if places.has_lines else f"{reduce(child, places.known(path), '$')}: "
        yield places.nearest(path), where + message
