import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mockserver.check.files import Checked
from mockserver.check.finding import Finding
from mockserver.check.reports import REPORTS
from mockserver.values import Place

ERROR = Finding(Place("my files/a.json", 3, 5), "invalid_type", "Wrong \x00 <type>.", "error", "input[0]")
WARNING = Finding(Place("my files/a.json"), "deprecated", "Old.", "warn")
CHECKED = [Checked(Path("my files/a.json"), [ERROR, WARNING]), Checked(Path("b.yaml"), [])]
STATEMENTS = {"invalid_type": "A value has the right type."}


def report(form: str, checked: list[Checked] = CHECKED) -> str:
    return REPORTS[form](checked, STATEMENTS)


def test_text_is_a_line_for_each_finding_and_a_summary() -> None:
    assert [
        "my files/a.json:3:5: error: Wrong \x00 <type>. [invalid_type]",
        "my files/a.json:1:1: warn: Old. [deprecated]",
        "2 files checked: 1 error, 1 warning",
    ] == report("text").split("\n")
    assert "0 files checked: 0 errors, 0 warnings" == report("text", [])


def test_json_holds_everything() -> None:
    found = json.loads(report("json"))

    assert ["my files/a.json", "b.yaml"] == found["files"]
    assert {
        "file": "my files/a.json",
        "line": 3,
        "column": 5,
        "param": "input[0]",
        "severity": "error",
        "rule": "invalid_type",
        "message": "Wrong \x00 <type>.",
    } == found["findings"][0]
    assert 2 == len(found["findings"])


def test_junit_has_a_case_for_each_file_and_a_failure_for_each_failed_case() -> None:
    checked = [Checked(Path("my files/a.json"), [ERROR, WARNING, ERROR]), *CHECKED]
    suite = ElementTree.fromstring(report("junit", checked))  # noqa: S314 - our own text

    assert ("3", "2") == (suite.get("tests"), suite.get("failures"))
    assert ["my files/a.json", "my files/a.json", "b.yaml"] == [case.get("name") for case in suite]
    failure, aside = suite[0]
    line = "my files/a.json:3:5: Wrong \N{REPLACEMENT CHARACTER} <type>. [invalid_type]"
    assert ("failure", "invalid_type", f"{line}\n{line}") == (failure.tag, failure.get("type"), failure.text)
    assert "Wrong \N{REPLACEMENT CHARACTER} <type>. (and 1 more)" == failure.get("message")
    assert ("system-out", "my files/a.json:1:1: Old. [deprecated]") == (aside.tag, aside.text)


ODD = os.fsdecode(b"a\nb\x01\xff.json")


@pytest.mark.parametrize("form", REPORTS)
def test_a_report_is_text_whatever_a_file_is_called(form: str) -> None:
    written = report(form, [Checked(Path(ODD), [Finding(Place(ODD), "syntax", "Wrong.")])])

    assert written.encode()


def test_a_line_break_in_a_name_breaks_no_line() -> None:
    written = report("text", [Checked(Path(ODD), [Finding(Place(ODD), "syntax", "Wrong.")])])

    assert "a b\x01\N{REPLACEMENT CHARACTER}.json:1:1: error: Wrong. [syntax]" == written.split("\n")[0]


def test_a_name_that_is_no_text_is_a_case_and_an_address() -> None:
    checked = [Checked(Path(ODD), [Finding(Place(ODD), "syntax", "Wrong.")])]
    [case] = ElementTree.fromstring(report("junit", checked))  # noqa: S314 - our own text
    [result] = json.loads(report("sarif", checked))["runs"][0]["results"]

    assert "a\nb\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}.json" == case.get("name")
    assert "a%0Ab%01%FF.json" == result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_sarif_names_rule_level_and_region() -> None:
    run = json.loads(report("sarif"))["runs"][0]

    rules = [(rule["id"], rule["shortDescription"]["text"]) for rule in run["tool"]["driver"]["rules"]]
    assert [("invalid_type", "A value has the right type."), ("deprecated", "deprecated")] == rules
    assert ["error", "warning"] == [result["level"] for result in run["results"]]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert ("my%20files/a.json", {"startLine": 3, "startColumn": 5}) == (
        place["artifactLocation"]["uri"],
        place["region"],
    )
