"""The report of a whole run, which may have gone on in several processes."""

import pickle
from pathlib import Path
from typing import Any, Final

import pytest

from mockserver.reports import FORMS, SUFFIXES, Report
from mockserver.reports.report import ReportedSession

_FORMS: Final = {suffix: FORMS[form] for form, suffix in SUFFIXES.items()}
_KEY: Final = "mockserver_sessions"


class RunReport:
    """A plugin of its own: gathers what sessions report, and writes it when the run ends.

    Workers of pytest-xdist hand what they have gathered to the process that started them, which writes the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sessions: list[ReportedSession] = []

    def add(self, report: Report) -> None:
        """Take in what happened in the session of a test."""
        self._sessions += report.sessions

    def pytest_configure(self, config: pytest.Config) -> None:
        """Take an earlier report away. Raises `pytest.UsageError` when none can be written."""
        if hasattr(config, "workerinput"):
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise pytest.UsageError(f"--mockserver-report: cannot write {self._path}: {error.strerror}") from None

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand over what was gathered, or write it."""
        output = getattr(session.config, "workeroutput", None)
        if output is None:
            self._write()
        else:
            output[_KEY] = pickle.dumps(self._sessions)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a worker gathered; one that crashed leaves nothing."""
        gathered = getattr(node, "workeroutput", {}).get(_KEY)
        if gathered:
            self._sessions += pickle.loads(gathered)  # noqa: S301 - our own worker wrote it

    def pytest_terminal_summary(self, terminalreporter: "pytest.TerminalReporter") -> None:
        """Say where the report is."""
        terminalreporter.write_line(f"mockserver: {self._path}")

    def _write(self) -> None:
        partial = self._path.with_name(f"{self._path.name}.partial")
        partial.write_text(_FORMS[self._path.suffix](Report(tuple(self._sessions))), encoding="utf-8")
        partial.replace(self._path)
