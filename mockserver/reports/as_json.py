"""A report as JSON."""

import json
from dataclasses import asdict

from mockserver.reports.report import Report, ReportedCall, ReportedFinding, ReportedSession
from mockserver.session.diagnosis import diagnosis_json
from mockserver.session.show import place_json
from mockserver.values import JsonObject
from mockserver.values.printable import printable

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
        "findings": [_finding(reported) for reported in session.findings],
        "calls": [_call(call) for call in session.calls],
    }


def _finding(reported: ReportedFinding) -> JsonObject:
    finding = reported.finding
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "blame": finding.blame,
        "subject": reported.subject,
        "call": finding.call,
        "place": place_json(finding.place) if finding.place else None,
        "message": printable(finding.message),
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
