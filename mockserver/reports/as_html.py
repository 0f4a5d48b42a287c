"""A report as one web page."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from mockserver.reports.as_text import counts_in_words, summary
from mockserver.reports.report import Report, ReportedCall, ReportedFinding, ReportedSession
from mockserver.values.printable import printable

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
pre, code, td { font: 13px/1.5 ui-monospace, monospace; }
pre { border-left: 4px solid; overflow-wrap: anywhere; padding: .5rem 1rem; white-space: pre-wrap; }
h2 { font-size: 1.1rem; margin-bottom: .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .2rem .8rem .2rem 0; text-align: left; vertical-align: top; }
caption { text-align: left; }
.error pre { border-color: #c22; }
.warn pre { border-color: #c90; }
.failed > summary, .problem { color: #c22; }
summary { cursor: pointer; font-size: 1.2rem; padding: .5rem 0; }
"""

_POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
"""Lets the page load nothing and run nothing, whatever stands in it."""

_COLUMNS = ("call", "request", "status", "answered by", "seconds", "delivery", "problem")


def as_html(report: Report) -> str:
    """Write a page that needs nothing beside itself: what failed is open, what passed can be opened."""
    return "\n".join(_page(report)) + "\n"


def _page(report: Report) -> Iterator[str]:
    title = _text(summary(report))
    yield "<!DOCTYPE html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_text(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>{title}</h1>"
    for session in report.failed_first:
        yield from _session(session)
    yield "</body></html>"


def _session(session: ReportedSession) -> Iterator[str]:
    word, opened = ("passed", "") if session.passed else ("failed", " open")
    yield f'<details class="{word}"{opened}>'
    yield f"<summary>{word}: session {_text(session.name)}: {counts_in_words(session.counts)}</summary>"
    for reported in session.findings:
        yield from _finding(reported)
    if session.calls:
        yield from _calls(session)
    yield "</details>"


def _finding(reported: ReportedFinding) -> Iterator[str]:
    finding = reported.finding
    about = f" · {_text(reported.subject)}" if reported.subject else ""
    yield f'<section class="{_text(finding.severity)}">'
    yield f"<h2>{_text(finding.severity)}: {_text(finding.kind)}{about} · blame: {_text(finding.blame)}</h2>"
    yield f"<pre>{_text(finding.message)}</pre>"
    yield "</section>"


def _calls(session: ReportedSession) -> Iterator[str]:
    earlier = session.counts.forgotten
    yield f"<table><caption>calls{f', without {earlier} earlier' if earlier else ''}</caption>"
    yield f"<thead>{_row(_COLUMNS, 'th')}</thead><tbody>"
    for call in session.calls:
        yield _row(_cells(call), "td", "problem" if call.problem else "")
    yield "</tbody></table>"


def _cells(call: ReportedCall) -> Iterator[str]:
    retried = f" (retry of {call.retry_of})" if call.retry_of else ""
    yield f"{call.number}{retried}"
    yield call.line
    yield str(call.status)
    yield call.played or ""
    yield f"{call.seconds:.3f}"
    yield call.delivery.replace("_", " ")
    yield "; ".join([*([call.problem] if call.problem else []), *call.violations])


def _row(cells: Iterable[str], tag: str, name: str = "") -> str:
    of_class = f' class="{name}"' if name else ""
    return f"<tr{of_class}>{''.join(f'<{tag}>{_text(cell)}</{tag}>' for cell in cells)}</tr>"


def _text(text: str) -> str:
    """Make a text harmless in a page, inside and outside of quotes."""
    return escape(printable(text))
