"""Checking files and folders."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mockserver.check.checks import VALUE_CHECKS, Standard
from mockserver.check.finding import Finding
from mockserver.check.ours import is_ours, may_be, was_meant
from mockserver.check.rule import SYNTAX, UNKNOWN_FILE
from mockserver.check.saved_stream import STREAM_SUFFIXES
from mockserver.check.scenario_file import scenario_findings
from mockserver.check.subject import KINDS, Kind, Subject, read
from mockserver.contract.operations import OPERATIONS
from mockserver.scenario.source_file import SUFFIXES
from mockserver.values import ScenarioError, listed

_ANY = listed(list(KINDS), "or")
_UNKNOWN = f"the file looks like no {_ANY}; say with --as what it is"
_ASKING = frozenset(name for (method, _), name in OPERATIONS.items() if method == "post")
"""The operations whose requests have a body."""


class Checked(NamedTuple):
    """A file and what was found in it."""

    file: Path
    findings: list[Finding]


class NothingToCheckError(Exception):
    """A folder has no file that looks like one of ours; the text is one clear line."""


@dataclass
class _Chosen:
    """A file by the first of its names; `named` says that a user means this very file."""

    file: Path
    named: bool


def check_paths(paths: Sequence[Path], standard: Standard, kind: Kind | None = None) -> list[Checked]:
    """Check files, and what looks like one of ours in folders, each once; a file that is named must be something.

    Raises `NothingToCheckError` for a folder without any.
    """
    below = {path: {file.resolve(): file for file in _files(path)} for path in paths}
    chosen: dict[Path, _Chosen] = {}
    for path, files in below.items():
        for real, file in files.items():
            one = chosen.setdefault(real, _Chosen(file, named=False))
            one.named = one.named or file == path or kind is not None
    checked = {real: found for real, one in chosen.items() if (found := _check(one, standard, kind)) is not None}
    for path, files in below.items():
        if checked.keys().isdisjoint(files):
            raise NothingToCheckError(f"nothing to check in {path}: no file in it looks like a {_ANY}")
    return [Checked(chosen[real].file, findings) for real, findings in checked.items()]


def _check(one: _Chosen, standard: Standard, kind: Kind | None) -> list[Finding] | None:
    """Give what is wrong with a file; None when it is none of ours."""
    if not one.named and not may_be(one.file):
        return None
    try:
        subject = read(one.file, kind)
    except ScenarioError as error:
        meant = one.named or was_meant(one.file)
        return [Finding(error.place, SYNTAX.id, error.message)] if meant else None
    if one.named:
        return _findings(one.file, _as_told(subject, standard.operation), standard)
    return _findings(one.file, subject, standard) if is_ours(subject) else None


def _as_told(subject: Subject, operation: str | None) -> Subject:
    """Take an object whose keys tell nothing for what an operation asks or answers, when the user names one."""
    if subject.kind or operation is None or not isinstance(subject.value, dict):
        return subject
    return subject._replace(kind="request" if operation in _ASKING else "response")


def _findings(file: Path, subject: Subject, standard: Standard) -> list[Finding]:
    if subject.kind is None:
        return [Finding(subject.places.nearest(()), UNKNOWN_FILE.id, _UNKNOWN)]
    if subject.kind == "scenario":
        return scenario_findings(file, standard)
    return list(VALUE_CHECKS[subject.kind](subject, standard))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = (file for file in path.rglob("*") if file.suffix in {*SUFFIXES, *STREAM_SUFFIXES})
    return sorted((file for file in found if file.is_file() and _is_projects(file.relative_to(path))), key=_by_parts)


def _is_projects(file: Path) -> bool:
    """Tell a project's own files from those of its tools and of the packages it uses."""
    hidden = any(part.startswith(".") for part in file.parts)
    return not hidden and "node_modules" not in file.parts and not file.name.endswith(".schema.json")


def _by_parts(file: Path) -> tuple[str, ...]:
    return file.parts
