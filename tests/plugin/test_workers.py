"""Tests in the workers of pytest-xdist."""

import json

import pytest

from tests.plugin.projects import WEATHER, ends, failure, outcomes, tried, tried_apart

pytest_plugins = ("pytester",)

TESTS = """
@pytest.mark.parametrize("number", range(4))
def test_passes(mockserver, number):
    mockserver.script(say("Hello."))
    assert "Hello." == says()

def test_warns(mockserver):
    mockserver.script(say("Hello."), say("Bye."))
    ask()

def test_fails(mockserver):
    mockserver.script(say("Hello."))
    ask("Hi")
    ask("Bye")
"""
NAMES = [
    *("test_it.py::test_fails", *(f"test_it.py::test_passes[{number}]" for number in range(4))),
    "test_it.py::test_warns",
]
OPTIONS = ("--mockserver-verify=unplayed=warn", "--mockserver-report=report.json")


@pytest.mark.parametrize(("tests", "workers"), [(20, 2), pytest.param(400, 4, marks=pytest.mark.slow)])
def test_many_tests_share_scenarios(pytester: pytest.Pytester, tests: int, workers: int) -> None:
    pytester.makefile(".yaml", weather=WEATHER)
    result = tried_apart(pytester, f"""
@pytest.mark.scenario("weather")
@pytest.mark.parametrize("number", range({tests}))
def test_agent(mockserver, number):
    assert "18 °C in Paris." == weather()
    assert 2 == len(mockserver.requests)
""", f"-n{workers}")  # fmt: skip

    assert {"passed": tests} == outcomes(result)


def test_workers_tell_what_one_process_tells(pytester: pytest.Pytester) -> None:
    alone = tried(pytester, TESTS, *OPTIONS)
    workers = tried_apart(pytester, TESTS, *OPTIONS, "-n2")
    report = json.loads((pytester.path / "report.json").read_text())
    said, told = (failure(result, "test_fails") for result in (alone, workers))

    assert {"passed": 5, "failed": 1} == outcomes(alone) == outcomes(workers)
    assert ends(alone.outlines, "mockserver warnings") == ends(workers.outlines, "mockserver warnings")
    assert said == "\n".join(line for line in told.splitlines() if not line.startswith("[gw"))
    assert NAMES == sorted(session["name"] for session in report["sessions"])
