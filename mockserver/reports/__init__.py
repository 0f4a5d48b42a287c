"""What happened in sessions, in the forms in which people and tools read it."""

from mockserver.reports.as_html import as_html
from mockserver.reports.as_json import as_json
from mockserver.reports.as_junit import as_junit
from mockserver.reports.as_text import as_text
from mockserver.reports.forms import FORMS, SUFFIXES
from mockserver.reports.of_sessions import report_of
from mockserver.reports.report import Report

__all__ = ["FORMS", "SUFFIXES", "Report", "as_html", "as_json", "as_junit", "as_text", "report_of"]
