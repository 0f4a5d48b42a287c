"""One test and the session that it was given."""

from collections.abc import Iterable
from traceback import format_exception
from types import TracebackType
from typing import Final

import pytest

from mockserver.reports import Report
from mockserver.session.verification import Finding
from mockserver.testing.failure import VerificationError, blocks_of
from mockserver.testing.handle import SessionHandle
from mockserver.values.printable import printable

SECTION: Final = "mockserver"
_OURS: Final = "mockserver."


class Trial:
    """Fails a test for what went wrong in its session, once, and tells the rest in the test's report."""

    def __init__(self, session: SessionHandle) -> None:
        self.session = session
        self._found: list[Finding] | None = None
        self._failure: BaseException | None = None

    def judge(self) -> None:
        """Fail a test that did not fail by itself. Raises `pytest.fail.Exception`."""
        self._found = self._verified()
        errors = self._errors(self._found)
        if errors:
            self._failure = pytest.fail.Exception(errors, pytrace=False)
            raise self._failure

    def tell(self, report: pytest.TestReport, raised: BaseException | None) -> str:
        """Put the findings into the report of a test, behind what it failed for by itself, and give the warnings.

        `raised` is what the test failed for. Of a test that never began only its calls are told of.
        """
        found = self._verified() if self._found is None else self._found
        if report.when == "setup":
            found = [finding for finding in found if finding.call is not None]
        warnings = _text(finding for finding in found if finding.severity == "warn")
        errors = self._errors(found) if report.failed and raised is not self._failure else ""
        if errors or warnings:
            report.sections.append((SECTION, "\n\n".join(filter(None, (errors, warnings)))))
        return warnings

    def late_errors(self) -> str:
        """Look once more at a test that was well before its fixtures ended, and give the text of what is wrong now."""
        was_well = self._found is not None and self._failure is None
        return self._errors(self._verified()) if was_well else ""

    def report(self) -> Report:
        """Tell what happened in the session, if it is still there."""
        try:
            return self.session.report()
        except LookupError:
            return Report(())

    def _verified(self) -> list[Finding]:
        try:
            return self.session.verify()
        except LookupError as error:
            return [Finding("deleted", "error", f"mockserver: {error}; what it went through cannot be verified")]

    def _errors(self, found: Iterable[Finding]) -> str:
        """Give the text of all errors, and of what a function of the test raised where it should have answered."""
        errors = [finding for finding in found if finding.severity == "error"]
        return "\n\n".join(filter(None, (_text(errors), self._raised()))) if errors else ""

    def _raised(self) -> str:
        try:
            self.session.check()
        except (VerificationError, LookupError) as error:
            return _traceback(error.__cause__) if error.__cause__ else ""
        return ""


def _text(findings: Iterable[Finding]) -> str:
    return printable(blocks_of([*findings]))


def _traceback(error: BaseException) -> str:
    """Write a traceback as far as it is the author's."""
    return printable("".join(format_exception(type(error), error, _begin(error.__traceback__))))


def _begin(traceback: TracebackType | None) -> TracebackType | None:
    while traceback and traceback.tb_next and traceback.tb_frame.f_globals.get("__name__", "").startswith(_OURS):
        traceback = traceback.tb_next
    return traceback
