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
    if not isinstance(name, str | Path):
        raise ScenarioError(place, f"a scenario is found by its name or path, not by {name!r}")
    whole = [*folders, Path(), resources.fixtures()]
    found = next((path for path in _spellings(Path(name), whole) if path.exists()), None)
    if found is None:
        raise ScenarioError(place, _unknown(str(name), whole, folders))
    here = Path.cwd()
    return load_all([_seen(found, here)]) if found.is_dir() else [_read(found, here, found.stat().st_mtime_ns)]


@lru_cache(_KEPT)
def _read(path: Path, here: Path, changed: int) -> Scenario:
    shipped, seen = resources.fixtures(), _seen(path, here)
    return load(seen, read_bundle(shipped)) if path.is_relative_to(shipped) else load(seen)


def _spellings(name: Path, folders: Sequence[Path]) -> Iterator[Path]:
    """Give the paths that a name may mean: a file's, with its suffix or without, or a folder's."""
    for folder in folders:
        yield from (folder / f"{name}{suffix}" for suffix in SUFFIXES)
        yield folder / name


def _unknown(name: str, whole: Sequence[Path], folders: Sequence[Path]) -> str:
    known = [*dict.fromkeys(file.stem for folder in whole for file in _files(folder))]
    near = get_close_matches(Path(name).stem, known, n=3)
    here = Path.cwd()
    where = ", ".join(str(_seen(folder, here)) for folder in folders if folder.is_dir()) or "the current folder"
    hint = f"; the nearest are {', '.join(near)}" if near else ""
    return f"no scenario {name!r} in {where}, nor among the shipped{hint}"


def _files(folder: Path) -> list[Path]:
    return sorted(file for suffix in SUFFIXES for file in folder.glob(f"*{suffix}"))


def _seen(path: Path, here: Path) -> Path:
    """Write what is below the current folder as seen from there, as reports of tests do."""
    return path.relative_to(here) if path.is_relative_to(here) else path
