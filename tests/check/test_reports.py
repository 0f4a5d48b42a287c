import json
from pathlib import Path
from xml.etree import ElementTree

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


def test_junit_has_a_case_for_each_file_and_a_failure_for_each_error() -> None:
    suite = ElementTree.fromstring(report("junit"))  # noqa: S314 - our own text

    assert ("2", "1") == (suite.get("tests"), suite.get("failures"))
    assert ["my files/a.json", "b.yaml"] == [case.get("name") for case in suite]
    failure, aside = suite[0]
    assert ("failure", "invalid_type") == (failure.tag, failure.get("type"))
    assert ("system-out", "my files/a.json:1:1: Old.") == (aside.tag, aside.text)


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
