"""What a run says of itself on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table
from rich.text import Text

from mockserver.cli.progress import progress
from mockserver.reports import Report
from mockserver.reports.as_text import call_in_words, summary
from mockserver.reports.report import ReportedFinding, ReportedSession
from mockserver.values.printable import printable, printable_line

_COLOURS = {"error": "red", "warn": "yellow"}
_CALLS_SHOWN = 20
_KEEP_TITLE = "\x1b[22;0t"
_GIVE_TITLE_BACK = "\x1b[23;0t"
"""What terminals after xterm know; others do nothing."""


class Terminal:
    """The terminal behind standard error, and in its title how far the run is."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, markup=False, emoji=False, highlight=False)

    @contextmanager
    def following(self, look: Callable[[], str]) -> Iterator[None]:
        """Show what a look gives in the title of the window, where it disturbs nothing that is written there."""
        self._write(_KEEP_TITLE)
        try:
            with progress(look, self._title):
                yield
        finally:
            self._write(_GIVE_TITLE_BACK)

    def show(self, report: Report) -> None:
        """Write what failed, then a table of the sessions, and how it went."""
        for session in report.failed_first:
            self._show_findings(session)
        self._console.print(_table(report))
        self._console.print(Text(summary(report), style="bold green" if report.passed else "bold red"))

    def _title(self, text: str) -> None:
        self._console.set_window_title(f"mockserver: {printable_line(text)}")

    def _write(self, sequence: str) -> None:
        self._console.file.write(sequence)
        self._console.file.flush()

    def _show_findings(self, session: ReportedSession) -> None:
        for reported in session.findings:
            # Lines that are wrapped could not be pasted.
            self._console.print(_finding(session, reported), soft_wrap=True)
        if not session.passed:
            self._console.print(Text("\n".join(_calls(session)), style="dim"), soft_wrap=True)


def _finding(session: ReportedSession, reported: ReportedFinding) -> Text:
    finding = reported.finding
    head = printable_line(f"{finding.severity} [{finding.kind}] session {session.name}, blame: {finding.blame}")
    return Text.assemble((head, f"bold {_COLOURS.get(finding.severity, '')}"), "\n", printable(finding.message), "\n")


def _calls(session: ReportedSession) -> Iterator[str]:
    calls = session.calls[-_CALLS_SHOWN:]
    yield f"the last {len(calls)} calls of session {printable_line(session.name)}:"
    yield from (f"  {call_in_words(call)}" for call in calls)


def _table(report: Report) -> Table:
    table = Table("session", "calls", "errors", "warnings")
    for session in report.failed_first:
        counts, colour = session.counts, "green" if session.passed else "red"
        cells = (counts.calls, counts.errors, counts.warnings)
        table.add_row(Text(printable_line(session.name), style=colour), *map(str, cells))
    return table
