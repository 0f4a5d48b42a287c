"""Finding the scenario files that tests name."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from mockserver import resources
from mockserver.scenario.bundle import read_bundle
from mockserver.scenario.load import load, load_all
from mockserver.scenario.model import Scenario
from mockserver.scenario.source_file import SUFFIXES
from mockserver.values import Place, ScenarioError

_KEPT = 256
"""How many files are remembered as they were read, so that each test need not read them again."""
_BESIDE = ("", "scenarios", "fixtures")
"""The folders beside a test in which its scenarios are looked for."""


def folders_beside(folder: Path) -> tuple[Path, ...]:
    """List where the scenarios of the tests in a folder may lie."""
    return tuple(folder / name for name in _BESIDE)


def named(name: str | Path, folders: Sequence[Path], place: Place) -> list[Scenario]:
    """Read the scenario of this name or path, or those of a folder.

    `weather` is `weather.yaml`, `.yml` or `.json` in the first of the folders that has it, else a shipped scenario.
    Raises `ScenarioError` with what is wrong in the file, or with the nearest names when there is none.
    """
    whole = [*folders, Path(), resources.fixtures()]
    found = next((path for path in _spellings(Path(name), whole) if path.exists()), None)
    if found is None:
        raise ScenarioError(place, _unknown(str(name), whole, folders))
    return load_all([found]) if found.is_dir() else [_read(found, found.stat().st_mtime_ns)]


@lru_cache(_KEPT)
def _read(path: Path, changed: int) -> Scenario:
    shipped = resources.fixtures()
    return load(path, read_bundle(shipped)) if path.is_relative_to(shipped) else load(path)


def _spellings(name: Path, folders: Sequence[Path]) -> Iterator[Path]:
    """Give the paths that a name may mean: a file's, with its suffix or without, or a folder's."""
    for folder in folders:
        yield from (folder / f"{name}{suffix}" for suffix in SUFFIXES)
        yield folder / name


def _unknown(name: str, whole: Sequence[Path], folders: Sequence[Path]) -> str:
    known = [*dict.fromkeys(file.stem for folder in whole for file in _files(folder))]
    near = get_close_matches(Path(name).stem, known, n=3)
    where = ", ".join(_shown(folder) for folder in folders if folder.is_dir()) or "the current folder"
    hint = f"; the nearest are {', '.join(near)}" if near else ""
    return f"no scenario {name!r} in {where}, nor among the shipped{hint}"


def _files(folder: Path) -> list[Path]:
    return sorted(file for suffix in SUFFIXES for file in folder.glob(f"*{suffix}"))


def _shown(folder: Path) -> str:
    return str(folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder)
