"""What a test asks for: the name of its session, and its scenarios."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest

from mockserver.scenario.model import Scenario
from mockserver.testing.scenario_files import folders_beside, named
from mockserver.values import Place

MARKER: Final = "scenario"

_LONGEST: Final = 200
_DIGITS: Final = 12
_NO_NAME: Final = f"@pytest.mark.{MARKER} wants the names of scenarios, such as 'weather.yaml', and nothing else"


def session_name(node_id: str) -> str:
    """Name a session after a test; ids that are too long keep their beginning and get a digest."""
    name = "".join(one if one.isprintable() else "_" for one in node_id)
    if name == node_id and len(name) <= _LONGEST:
        return name
    digest = sha256(node_id.encode(errors="surrogatepass")).hexdigest()[:_DIGITS]
    return f"{name[: _LONGEST - _DIGITS - 1]}~{digest}"


@lru_cache
def folders(beside: Path, given: tuple[Path, ...], root: Path) -> tuple[Path, ...]:
    """Give the folders in order: that of the test, those that the command line named, and the project's."""
    return tuple(dict.fromkeys([*folders_beside(beside), *given, *folders_beside(root)]))


def scenarios_of(item: pytest.Item, folders: Sequence[Path]) -> list[Scenario]:
    """Read the scenarios that a test's markers name, those of its module and class first. Raises `ScenarioError`."""
    names = dict.fromkeys(name for mark in reversed([*item.iter_markers(MARKER)]) for name in _names(mark))
    file, line, _ = item.location
    place = Place(file, (line or 0) + 1)
    return [scenario for name in names for scenario in named(name, folders, place)]


def _names(mark: pytest.Mark) -> tuple[str, ...]:
    are_names = mark.args and all(isinstance(name, str | Path) for name in mark.args)
    if not are_names or mark.kwargs:
        pytest.fail(_NO_NAME, pytrace=False)
    return mark.args
