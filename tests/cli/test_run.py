"""The command `mockserver run`."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.caller import saying
from tests.cli.inside import Done, run
from tests.cli.scenarios import SCENARIO, file_in
from tests.server import COMMAND

TWO_STEPS = SCENARIO + "  - when: {last_user: bye}\n    reply: [{message: Bye}]\n"
NOBODY_CALLS = "mockserver: no call came; does the command's client read OPENAI_BASE_URL?\n"


def tried(folder: Path, command: list[str], *options: str | Path, scenario: str = SCENARIO) -> Done:
    """Run a command against a scenario."""
    return run("run", "--scenario", file_in(folder, scenario), *options, "--", *command)


def test_the_command_talks_to_a_server_of_its_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    done = tried(tmp_path, saying("hi"))

    assert "Hello\n" == capfd.readouterr().out
    assert (0, "") == (done.returncode, done.stdout)
    assert "mockserver: passed: 1 session, 1 call, 0 errors, 0 warnings" == done.stderr.splitlines()[-1]


def test_without_a_scenario_the_shipped_ones_answer(capfd: pytest.CaptureFixture[str]) -> None:
    done = run("run", "--", *saying("play text"))

    assert capfd.readouterr().out.startswith("Hello!")
    assert 0 == done.returncode


@pytest.mark.parametrize(
    ("texts", "code", "expected"),
    [
        pytest.param(["hi"], 0, 0, id="all well"),
        pytest.param(["hi"], 7, 7, id="the command fails"),
        pytest.param(["ho"], 0, 3, id="the calls fail"),
        pytest.param(["ho"], 7, 7, id="both fail"),
        pytest.param([], 0, 3, id="nothing is called"),
    ],
)
def test_the_exit_code_says_what_failed(tmp_path: Path, texts: list[str], code: int, expected: int) -> None:
    assert expected == tried(tmp_path, saying(*texts, code=code)).returncode


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(["a/hi", "a/bye"], [], id="one session plays it all"),
        pytest.param(["a/hi", "a/bye", "b/hi"], ["step 2"], id="another does not finish"),
        pytest.param(["hi"], ["step 2"], id="the default one does not finish"),
        pytest.param([], ["was played in no session"], id="none begins"),
        pytest.param(["a/ho"], ["matches no step", "was played in no session"], id="one begins with nothing"),
    ],
)
def test_all_sessions_are_verified(tmp_path: Path, said: list[str], expected: list[str]) -> None:
    done = tried(tmp_path, saying(*said), scenario=TWO_STEPS)
    headlines = [line for line in done.stderr.splitlines() if line.startswith("  mockserver:")]

    assert len(expected) == len(headlines)
    assert [] == [words for words in expected if not any(words in line for line in headlines)]


def test_an_answer_that_was_not_read_to_its_end_is_told(tmp_path: Path) -> None:
    done = tried(tmp_path, [sys.executable, "-c", HANGS_UP], "--verify", "unread_reply=error", scenario=PACED)

    assert (3, True) == (done.returncode, "left before the answer was over" in done.stderr)


PACED = """
steps:
  - when: {last_user: hi}
    reply: {output: [{message: abcdef}], stream: {chunks: [1, rest], between: 1000s}}
"""
HANGS_UP = """
import json, os
from urllib.request import Request, urlopen

body = json.dumps({"model": "gpt-5", "input": "hi", "stream": True}).encode()
headers = {"authorization": "Bearer any", "content-type": "application/json"}
urlopen(Request(os.environ["OPENAI_BASE_URL"] + "/responses", body, headers)).readline()
os._exit(0)
"""


def test_shipped_scenarios_need_not_be_played() -> None:
    done = run("run", "true")

    assert (0, True) == (done.returncode, done.stderr.endswith(NOBODY_CALLS))


def test_the_server_can_be_steered(capfd: pytest.CaptureFixture[str]) -> None:
    script = "import os, urllib.request as r; print(r.urlopen(os.environ['MOCKSERVER_URL'] + '/__admin/health').status)"
    run("run", sys.executable, "-c", script)

    assert "200\n" == capfd.readouterr().out


@pytest.mark.parametrize(("severity", "code"), [("off", 0), ("warn", 0), ("error", 3)])
def test_a_kind_of_finding_can_be_switched(tmp_path: Path, severity: str, code: int) -> None:
    done = tried(tmp_path, saying(), "--verify", f"unplayed={severity}")

    assert (code, severity != "off") == (done.returncode, "was played in no session" in done.stderr)


def test_options_of_sessions_and_terms_are_heeded(tmp_path: Path) -> None:
    assert [3, 0] == [tried(tmp_path, saying("hi", "ho"), *options).returncode for options in ([], ["--auto"])]


PASSES: dict[str, Callable[[str], bool]] = {
    "r.json": lambda text: json.loads(text)["passed"],
    "r.xml": lambda text: ElementTree.fromstring(text).get("failures") == "0",  # noqa: S314 - our own text
    "r.html": lambda text: "mockserver: passed" in text,
}
"""For each report what tells that all went well."""


@pytest.mark.parametrize("name", PASSES)
@pytest.mark.parametrize("texts", [["hi"], ["ho"]], ids=["passed", "failed"])
def test_a_report_is_written(tmp_path: Path, name: str, texts: list[str]) -> None:
    tried(tmp_path, saying(*texts), "--report-file", tmp_path / name)
    text = (tmp_path / name).read_text()

    assert PASSES[name](text) is (texts == ["hi"])
    assert ["one.yaml", name] == sorted(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize(("form", "name"), [("junit", "xml"), ("json", "json"), ("html", "html")])
def test_a_report_has_a_name_of_its_own(tmp_path: Path, form: str, name: str) -> None:
    done = run("run", "--report", form, "true", cwd=tmp_path)

    assert 0 == done.returncode
    assert [f"mockserver-report.{name}"] == [path.name for path in tmp_path.iterdir()]


def test_the_form_of_a_report_may_be_said(tmp_path: Path) -> None:
    run("run", "--report", "json", "--report-file", tmp_path / "report.txt", "true")

    assert json.loads((tmp_path / "report.txt").read_text())["passed"]


def test_a_report_of_an_earlier_run_is_gone_when_the_command_runs(tmp_path: Path) -> None:
    report = file_in(tmp_path, "old", "r.json")
    done = run("run", "--report-file", report, "test", "!", "-e", report)

    assert 0 == done.returncode


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--scenario", "nothing.yaml", "true"], "mockserver: nothing.yaml:1:1: does not exist"),
        (["--report-file", "no/r.json", "true"], "mockserver: cannot write the report no/r.json: No such file"),
        (["--report-file", "r.txt", "true"], "--report-file r.txt does not end in .xml, .json or .html"),
        (["--report", "text", "true"], "'text'"),
        (["--verify", "unplayd=off", "true"], "did you mean 'unplayed'?"),
        (["--verify", "unplayed", "true"], "'unplayed' is not KIND=SEVERITY"),
        (["--rule", "nothing=off", "true"], "nothing"),
        ([], "Missing argument '-- COMMAND...'"),
        (["--"], "Missing argument '-- COMMAND...'"),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, list) else "",
)
def test_wrong_input_is_told_before_anything_runs(tmp_path: Path, arguments: list[str], expected: str) -> None:
    done = run("run", *arguments, cwd=tmp_path)

    assert (2, []) == (done.returncode, [*tmp_path.iterdir()])
    assert expected in done.stderr


def test_a_command_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("run", "no-such-command")

    assert (127, "mockserver: cannot run no-such-command: No such file or directory\n") == (
        done.returncode,
        done.stderr,
    )


def test_the_command_keeps_its_options(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run("run", sys.executable, "-c", "import sys; print(sys.argv[1:])", "--report", "--help", "--")

    assert "['--report', '--help', '--']\n" == capfd.readouterr().out


def test_no_real_key_reaches_the_command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-real")
    run("run", "sh", "-c", "echo $OPENAI_API_KEY")

    assert "sk-mockserver\n" == capfd.readouterr().out


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_ends_the_command_and_then_the_run(tmp_path: Path, number: signal.Signals) -> None:
    script = f"trap 'exit 9' {number.name[3:]}; echo ready; while :; do read line; done"
    command: list[str | Path] = [COMMAND, "run", "--report-file", tmp_path / "r.json", "--", "sh", "-c", script]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        os.kill(process.pid, number)
        said = process.communicate(timeout=30)[1]

    assert (9, True) == (process.returncode, (tmp_path / "r.json").exists())
    assert b"mockserver: passed" in said
    assert b"\x1b" not in said


def test_a_report_is_written_though_nobody_listens(tmp_path: Path) -> None:
    reader, log = os.pipe()
    os.close(reader)
    whole = [str(COMMAND), "run", "--report-file", str(tmp_path / "report.json"), "--", *saying("play text")]
    done = subprocess.run(whole, stdout=subprocess.PIPE, stderr=log, timeout=30)
    os.close(log)

    assert 0 == done.returncode
    assert json.loads((tmp_path / "report.json").read_text())["passed"]


def test_nothing_is_said_while_the_command_runs() -> None:
    no_http = "import os, socket; s = socket.create_connection(('127.0.0.1', int(os.environ['MOCKSERVER_URL'][17:])))"
    command = [sys.executable, "-c", f"{no_http}; s.sendall(b'\\0\\r\\n\\r\\n'); s.recv(1)"]
    done = subprocess.run([str(COMMAND), "run", "--", *command], capture_output=True, text=True, timeout=30)

    assert done.stderr.startswith("passed session default: 0 calls, 0 errors, 0 warnings\n")
