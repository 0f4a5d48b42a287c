"""The forms of a report by their names."""

from collections.abc import Callable, Mapping

from mockserver.reports.as_html import as_html
from mockserver.reports.as_json import as_json
from mockserver.reports.as_junit import as_junit
from mockserver.reports.as_text import as_text
from mockserver.reports.report import Report

FORMS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "junit": as_junit,
    "html": as_html,
}
"""Each form, as options name it."""

SUFFIXES: Mapping[str, str] = {"junit": ".xml", "json": ".json", "html": ".html"}
"""The forms that are written to files, and how their files end."""
