"""The options that say what a run is verified for, and where the report of it goes."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from mockserver.cli.whole_file import make_room, write_whole
from mockserver.reports import FORMS, SUFFIXES, Report
from mockserver.session.verification.verify import UnknownKind, require_kind
from mockserver.values import SEVERITIES, Severity, listed

_NAME: Final = "mockserver-report"
_CALLED: Final = "report"


class ReportFile(NamedTuple):
    """A file that is going to hold a report, and its form."""

    path: Path
    form: str

    def make_room(self) -> None:
        """Take an earlier report away, so that nobody takes it for the new one. Raises `WrongInput`."""
        make_room(self.path, _CALLED)

    def write(self, report: Report) -> None:
        """Write it whole. Raises `WrongInput` when that cannot be done."""
        write_whole(self.path, FORMS[self.form](report), _CALLED)


class ReportOptions(NamedTuple):
    """What the command line says: severities of kinds of findings, and what file is written, if any."""

    severities: Mapping[str, Severity]
    file: ReportFile | None


def report_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options, as its parameter `reporting`."""

    @click.option(
        "--report",
        "form",
        type=click.Choice([*SUFFIXES]),
        help=f"Write a report of this form, into {_NAME}.xml, .json or .html unless PATH is named.",
    )
    @click.option(
        "--report-file",
        "path",
        metavar="PATH",
        type=click.Path(path_type=Path),
        help="Where the report goes; its form is as PATH ends unless --report says.",
    )
    @click.option(
        "--verify",
        "severities",
        metavar="KIND=SEVERITY",
        multiple=True,
        callback=_severities,
        help="Severity of one kind of finding: error, warn or off. May be given again.",
    )
    @wraps(command)
    def with_report(form: str | None, path: Path | None, severities: Mapping[str, Severity], **others: Any) -> None:
        command(reporting=ReportOptions(severities, _file(form, path)), **others)

    return with_report


def _file(form: str | None, path: Path | None) -> ReportFile | None:
    if path is None:
        return ReportFile(Path(_NAME + SUFFIXES[form]), form) if form else None
    return ReportFile(path, form or _form_of(path))


def _form_of(path: Path) -> str:
    for form, suffix in SUFFIXES.items():
        if path.suffix == suffix:
            return form
    suffixes = listed([*SUFFIXES.values()], "or")
    raise click.UsageError(f"--report-file {path} does not end in {suffixes}; --report says its form")


def _severities(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, Severity]:
    return dict(_severity(text) for text in given)


def _severity(text: str) -> tuple[str, Severity]:
    kind, _, wanted = text.partition("=")
    for severity in SEVERITIES:
        if kind and wanted == severity:
            _require(kind)
            return kind, severity
    raise click.BadParameter(f"{text!r} is not KIND=SEVERITY, such as unplayed=warn")


def _require(kind: str) -> None:
    try:
        require_kind(kind)
    except UnknownKind as error:
        raise click.BadParameter(str(error)) from None
