"""A report as JSON."""

import json
from dataclasses import asdict

from mockserver.reports.report import Report, ReportedCall, ReportedSession
from mockserver.session.diagnosis import diagnosis_json
from mockserver.values import JsonObject

VERSION = 1
"""Counts up when what programs read here changes its meaning."""


def as_json(report: Report) -> str:
    """Write a report for programs; docs/diagnostics.md describes every key, and the order of keys is fixed.

    What is no text (a lone half of a character pair, say) is written as its escape.
    """
    return json.dumps(report_json(report), indent=2)


def report_json(report: Report) -> JsonObject:
    """Give what is written as plain values."""
    return {
        "version": VERSION,
        "passed": report.passed,
        "counts": {"sessions": len(report.sessions), **asdict(report.counts)},
        "sessions": [_session(session) for session in report.sessions],
    }


def _session(session: ReportedSession) -> JsonObject:
    return {
        "name": session.name,
        "passed": session.passed,
        "counts": asdict(session.counts),
        "findings": [{**one.finding.as_json(), "subject": one.subject} for one in session.findings],
        "calls": [_call(call) for call in session.calls],
    }


def _call(call: ReportedCall) -> JsonObject:
    return {
        "number": call.number,
        "operation": call.operation,
        "line": call.line,
        "at": call.at,
        "status": call.status,
        "played": call.played,
        "retry_of": call.retry_of,
        "problem": call.problem,
        "violations": [*call.violations],
        "delivery": call.delivery,
        "seconds": call.seconds,
        "diagnosis": diagnosis_json(call.diagnosis) if call.diagnosis else None,
    }
