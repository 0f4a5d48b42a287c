"""The options of the command line."""

from pathlib import Path
from typing import get_args

import pytest

from mockserver.plugin import options
from mockserver.plugin.options import Options, options_of
from mockserver.scenario.terms import Mode
from mockserver.values import DIALECTS, SEVERITIES
from tests.plugin.projects import WEATHER, outcomes, tried

pytest_plugins = ("pytester",)


def given(pytester: pytest.Pytester, *arguments: str) -> Options:
    return options_of(pytester.parseconfig(*arguments))


def test_the_names_are_those_of_the_server() -> None:
    assert get_args(Mode) == options.MODES
    assert DIALECTS == options.DIALECTS
    assert SEVERITIES == options.SEVERITIES


def test_nothing_is_said_by_default(pytester: pytest.Pytester) -> None:
    assert Options(None, None, {}, {}, 0, 1.0, (), None) == given(pytester)


def test_all_options(pytester: pytest.Pytester) -> None:
    pytester.mkdir("shared")
    arguments = {
        "mode": "report", "dialect": "open-responses", "rule": "authorization=off", "verify": "unplayed=warn",
        "seed": "7", "speed": "0", "scenarios": "shared", "report": "out/report.xml",
    }  # fmt: skip
    found = given(pytester, *(f"--mockserver-{name}={value}" for name, value in arguments.items()))

    here = Path(pytester.path)
    assert Options(
        "report", "open-responses", {"authorization": "off"}, {"unplayed": "warn"}, 7, 0.0,
        (here / "shared",), here / "out/report.xml",
    ) == found  # fmt: skip


@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ("mode=loose", "invalid choice: 'loose'"),
        ("dialect=chat", "invalid choice: 'chat'"),
        ("rule=authorization", "'authorization' is not NAME=SEVERITY with one of error, warn, off"),
        ("rule==off", "'=off' is not NAME=SEVERITY"),
        ("verify=unplayed=no", "'unplayed=no' is not NAME=SEVERITY"),
        ("verify=unplaid=off", "there is no finding 'unplaid'; did you mean 'unplayed'?"),
        ("seed=x", "invalid int value: 'x'"),
        ("speed=-1", "'-1' is less than 0"),
        ("speed=nan", "'nan' is less than 0"),
        ("scenarios=nowhere", "'nowhere' is no folder"),
        ("report=report.pdf", "'report.pdf' must end in .json, .html, .xml"),
    ],
)
def test_a_wrong_option_is_told_before_any_test(pytester: pytest.Pytester, argument: str, told: str) -> None:
    result = tried(pytester, "def test_it(): pass", f"--mockserver-{argument}")

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    assert told in result.stderr.str()


def test_an_unknown_rule_is_told(pytester: pytest.Pytester) -> None:
    result = tried(pytester, "def test_it(mockserver): pass", "--mockserver-rule=autorization=off")

    assert {"errors": 1} == outcomes(result)
    assert "autorization" in result.stdout.str()


def test_a_mode_is_kept_to(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
def test_agent(mockserver):
    mockserver.script(say("Hello."))
    assert "Hello." == says(temperature="hot")
""", "--mockserver-mode=off")  # fmt: skip

    assert {"passed": 1} == outcomes(result)


def test_a_dialect_is_kept_to(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", weather=f"dialect: openai\n{WEATHER}")
    result = tried(pytester, """
@pytest.mark.scenario("weather")
def test_agent():
    pass
""", "--mockserver-dialect=open-responses")  # fmt: skip

    assert {"errors": 1} == outcomes(result)
    result.stdout.fnmatch_lines(["*weather.yaml:1:*openai*open-responses*"])


def test_a_rule_is_kept_to(pytester: pytest.Pytester) -> None:
    test = """
def test_agent(mockserver):
    mockserver.script(say("Hello."))
    os.environ["OPENAI_API_KEY"] = ""
    ask()
"""

    assert {"failed": 1} == outcomes(tried(pytester, test))
    assert {"passed": 1} == outcomes(tried(pytester, test, "--mockserver-rule=authorization=off"))
