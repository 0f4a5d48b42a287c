"""Reading scenario files; every problem is a ScenarioError with its place."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import orjson

from mockserver.scenario import source_file
from mockserver.scenario.bundle import EMPTY, Bundle
from mockserver.scenario.document import DEEPEST, Document, too_deep
from mockserver.scenario.model import Scenario
from mockserver.scenario.places import Places, Positions
from mockserver.scenario.validated import Read, validated
from mockserver.values import Json, Place, ScenarioError

_EMPTY: Final = "the file is empty; the smallest scenario has 'steps' or 'stubs'"


def load(path: Path, bundle: Bundle = EMPTY) -> Scenario:
    """Read one scenario file."""
    return _scenario(source_file.read(path, bundle), str(path))


def load_all(paths: Sequence[Path], bundle: Bundle = EMPTY) -> list[Scenario]:
    """Read files, and whole folders in the order of their sorted paths; two scenarios may not share a name.

    What the bundle knows need not be parsed again.
    """
    files = dict.fromkeys(file for path in paths for file in source_file.found(path))
    scenarios: dict[str, Scenario] = {}
    for file in files:
        scenario = load(file, bundle)
        other = scenarios.setdefault(scenario.name, scenario)
        if other is not scenario:
            message = f"the scenario {scenario.name!r} is already in {other.place('name').file}"
            raise ScenarioError(scenario.place("name"), message)
    return list(scenarios.values())


def loads(text: str | bytes, file: str) -> Scenario:
    """Read a scenario from a file's content: JSON where the name ends in `.json`, else YAML."""
    return _scenario(source_file.parse(text, file), file)


def from_json(value: Json, file: str) -> Scenario:
    """Read a scenario from a value that is already parsed; `file` is how messages call it."""
    document = _parsed(value, file)
    return _scenario(document if document.value is not None else None, file)


def part_from_json(form: type[Read], value: Json, name: str) -> Read:
    """Read a part of a scenario by itself, such as a fault; `name` is how messages call it."""
    return validated(form, *_parsed(value, name))


def _parsed(value: Json, file: str) -> Document:
    try:
        value = orjson.loads(orjson.dumps(value))
    except orjson.JSONEncodeError as error:
        raise ScenarioError(Place(file), f"not JSON: {error}") from None
    if too_deep(value):
        raise ScenarioError(Place(file), f"nested deeper than {DEEPEST} levels")
    return Document(value, Places(file, partial(_paths, value), has_lines=False))


def _scenario(document: Document | None, file: str) -> Scenario:
    if document is None:
        raise ScenarioError(Place(file), _EMPTY)
    value, places = document
    if isinstance(value, dict) and value.get("name") is None:
        value = {**value, "name": Path(places.file).stem}
    return validated(Scenario, value, places).placed(places)


def _paths(value: Json) -> Positions:
    """Give every part of a value that has no text the same place."""
    parts = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    inside = ((part, path) for part, inner in parts for path in _paths(inner))
    return {(): (1, 1), **{(part, *path): (1, 1) for part, path in inside}}
