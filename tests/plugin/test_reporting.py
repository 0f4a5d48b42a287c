"""What is written and said beside failures."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.plugin.projects import ends, outcomes, tried

pytest_plugins = ("pytester",)

TESTS = """
@pytest.mark.parametrize("number", range(4))
def test_passes(mockserver, number):
    mockserver.script(say("Hello."))
    assert "Hello." == says()

def test_swallows(mockserver):
    mockserver.on({}, say("Hello."))
    ask()
    ask(temperature="hot")

def test_without():
    pass
"""
NAMES = [*(f"test_it.py::test_passes[{number}]" for number in range(4)), "test_it.py::test_swallows"]


def test_a_report_holds_all_sessions(pytester: pytest.Pytester) -> None:
    result = tried(pytester, TESTS, "--mockserver-report=out/report.json")
    file = pytester.path / "out/report.json"
    report = json.loads(file.read_text())

    assert f"mockserver: {file}" in result.outlines
    assert NAMES == [session["name"] for session in report["sessions"]]
    assert [True] * 4 + [False] == [session["passed"] for session in report["sessions"]]


def test_what_a_test_expects_is_no_failure_in_the_report(pytester: pytest.Pytester) -> None:
    tried(pytester, """
def test_agent(mockserver):
    with mockserver.expecting(miss=True):
        ask()
""", "--mockserver-report=report.json")  # fmt: skip
    report = json.loads(Path("report.json").read_text())

    assert report["passed"]
    assert [] == report["sessions"][0]["findings"]


@pytest.mark.parametrize(("suffix", "begin"), [(".html", "<!DOCTYPE html>"), (".xml", "<?xml ")])
def test_the_suffix_decides_the_form(pytester: pytest.Pytester, suffix: str, begin: str) -> None:
    tried(pytester, TESTS, f"--mockserver-report=report{suffix}")

    assert Path(f"report{suffix}").read_text().startswith(begin)


def test_junit_has_a_suite_for_each_session(pytester: pytest.Pytester) -> None:
    tried(pytester, TESTS, "--mockserver-report=report.xml")
    suites = ElementTree.parse("report.xml").getroot()  # noqa: S314 - our own file

    assert NAMES == [suite.get("name") for suite in suites]
    assert ["0"] * 4 + ["1"] == [suite.get("failures") for suite in suites]


def test_a_report_without_sessions_is_written_too(pytester: pytest.Pytester) -> None:
    tried(pytester, "def test_it(): pass", "--mockserver-report=report.json")

    assert [] == json.loads(Path("report.json").read_text())["sessions"]


def test_a_file_that_cannot_be_written_is_told_before_any_test(pytester: pytest.Pytester) -> None:
    pytester.makefile(".json", report="")
    result = tried(pytester, "def test_it(): pass", "--mockserver-report=report.json/report.json")

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    assert f"cannot write {pytester.path / 'report.json/report.json'}" in result.stderr.str()


def test_warnings_are_told_at_the_end(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
def test_leaves(mockserver):
    mockserver.script(say("Hello."), say("Bye."))
    ask()
""", "--mockserver-verify=unplayed=warn")  # fmt: skip
    said = ends(result.outlines, "mockserver warnings")

    assert {"passed": 1} == outcomes(result)
    assert "test_it.py::test_leaves" == said[0]
    assert "step 2" in said[1]


def test_without_warnings_nothing_is_said(pytester: pytest.Pytester) -> None:
    result = tried(pytester, TESTS)

    assert "mockserver warnings" not in result.stdout.str()
