"""The forms in which findings are written."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import quote

from mockserver import __version__
from mockserver.check.files import Checked
from mockserver.check.finding import Finding
from mockserver.contract.words import counted
from mockserver.reports.junit_xml import Case, Failure, Suite, one_failure, suite_xml
from mockserver.values import Json, JsonObject

Statements = Mapping[str, str]
"""What each rule says, by its id."""


def text(checked: Sequence[Checked], statements: Statements) -> str:
    """Write one line for each finding, `file:line:column: severity: message [rule]`, and a summary."""
    lines = [_line(f"{one.place}: {one.severity}: {one.message} [{one.rule}]") for one in _all(checked)]
    errors = sum(one.severity == "error" for one in _all(checked))
    warnings = len(lines) - errors
    summary = f"{counted(len(checked), 'file')} checked: {counted(errors, 'error')}, {counted(warnings, 'warning')}"
    return "\n".join([*lines, summary])


def as_json(checked: Sequence[Checked], statements: Statements) -> str:
    """Write an object with the files that were checked and the findings."""
    files = [str(one.file) for one in checked]
    return json.dumps({"files": files, "findings": [_as_json(one) for one in _all(checked)]}, indent=2)


def junit(checked: Sequence[Checked], statements: Statements) -> str:
    """Write JUnit XML: a test case for each file, which fails when there is an error in it."""
    return suite_xml(Suite("mockserver check", [_case(one) for one in checked]))


def sarif(checked: Sequence[Checked], statements: Statements) -> str:
    """Write SARIF 2.1.0, which code scanning services read."""
    rules = dict.fromkeys(one.rule for one in _all(checked))
    driver = {
        "name": "mockserver",
        "version": __version__,
        "rules": [{"id": rule, "shortDescription": {"text": statements.get(rule, rule)}} for rule in rules],
    }
    results = [_sarif_result(one) for one in _all(checked)]
    whole = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(whole, indent=2)


REPORTS: Mapping[str, Callable[[Sequence[Checked], Statements], str]] = {
    "text": text,
    "json": as_json,
    "junit": junit,
    "sarif": sarif,
}
"""Each form by its name."""


def _all(checked: Sequence[Checked]) -> Iterator[Finding]:
    return (finding for one in checked for finding in one.findings)


def _as_json(finding: Finding) -> Json:
    where = {**finding.place.as_json(), "param": finding.param}
    return {**where, "severity": finding.severity, "rule": finding.rule, "message": finding.message}


def _case(checked: Checked) -> Case:
    errors = [one for one in checked.findings if one.severity == "error"]
    others = [one for one in checked.findings if one.severity != "error"]
    return Case("mockserver.check", str(checked.file), _failure(errors), _lines(others))


def _failure(errors: Sequence[Finding]) -> Failure | None:
    return one_failure([(one.rule, one.message) for one in errors], _lines(errors)) if errors else None


def _lines(findings: Sequence[Finding]) -> str:
    return "\n".join(_line(f"{one.place}: {one.message} [{one.rule}]") for one in findings)


def _line(text: str) -> str:
    """Keep to one line of UTF-8: a file's name may hold line breaks, and bytes that are no text."""
    return " ".join(text.splitlines()).encode(errors="surrogateescape").decode(errors="replace")


def _sarif_result(finding: Finding) -> JsonObject:
    place = finding.place
    region = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": finding.rule,
        "level": "error" if finding.severity == "error" else "warning",
        "message": {"text": finding.message},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(os.fsencode(place.file))}, "region": region}}
        ],
    }
