"""Checking files and folders."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mockserver.check.checks import VALUE_CHECKS, Standard
from mockserver.check.finding import Finding
from mockserver.check.scenario_file import scenario_findings
from mockserver.check.subject import KINDS, STREAM_SUFFIXES, Kind, Subject, read
from mockserver.scenario.source_file import SUFFIXES
from mockserver.values import ScenarioError, listed

_UNKNOWN = f"by its keys no {listed(list(KINDS), 'or')}; say with --as what it is"


class Checked(NamedTuple):
    """A file and what was found in it."""

    file: Path
    findings: list[Finding]


def check_paths(paths: Iterable[Path], standard: Standard, kind: Kind | None = None) -> Iterator[Checked]:
    """Check files, and what looks like something in folders; a file that is named must be something."""
    for path in paths:
        for file in _files(path):
            findings = _check(file, standard, kind, named=file == path)
            if findings is not None:
                yield Checked(file, findings)


def _check(file: Path, standard: Standard, kind: Kind | None, *, named: bool) -> list[Finding] | None:
    try:
        subject = read(file, kind)
    except ScenarioError as error:
        return [Finding(error.place, "syntax", error.message)]
    if subject.kind is None and not named:
        return None
    return _findings(file, subject, standard)


def _findings(file: Path, subject: Subject, standard: Standard) -> list[Finding]:
    if subject.kind is None:
        return [Finding(subject.places.nearest(()), "unknown_file", _UNKNOWN)]
    if subject.kind == "scenario":
        return scenario_findings(file, standard)
    return list(VALUE_CHECKS[subject.kind](subject, standard))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = (file for file in path.rglob("*") if file.suffix in {*SUFFIXES, *STREAM_SUFFIXES})
    return sorted((file for file in found if file.is_file() and _is_ours(file.relative_to(path))), key=_by_parts)


def _is_ours(file: Path) -> bool:
    """Tell a project's own files from those of its tools and of the packages it uses."""
    hidden = any(part.startswith(".") for part in file.parts)
    return not hidden and "node_modules" not in file.parts and not file.name.endswith(".schema.json")


def _by_parts(file: Path) -> tuple[str, ...]:
    return file.parts
