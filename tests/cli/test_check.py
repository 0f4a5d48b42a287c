import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.check.standards import SCENARIO, saved
from tests.cli.inside import Done, run
from tests.server import COMMAND

GOOD: dict[str, str] = {
    "scenario.yaml": SCENARIO,
    "request.json": '{"model": "gpt-5", "input": "Hi"}',
    "response.json": saved(),
    "stream.sse": saved(streams=True),
    "error.json": '{"error": {"message": "No.", "type": "invalid_request_error", "param": null, "code": null}}',
    "models.json": '{"object": "list", "data": []}',
}
BAD: dict[str, tuple[str, str]] = {
    "scenario.yaml": ("steps:\n- repl: []", ":2:3: error: unknown key 'repl' in a step; did you mean 'reply'?"),
    "pairs.yaml": (
        "steps: [{reply: {output: [{message: {text: a, status: incomplete}}]}}]",
        ":1:27: error: the item is incomplete in a completed response [scenario]",
    ),
    "request.json": (
        '{"model": "gpt-5",\n "inptu": "Hi"}',
        ":2:2: error: Unknown parameter: 'inptu'. Did you mean 'input'? [unknown_parameter]",
    ),
    "deep.json": (
        '{"model": "gpt-5", "input": [\n{"role": "user", "content": [{"type": "input_txt"}]}]}',
        ":2:31: error: input[0].content[0].type: Invalid value: 'input_txt'. Supported values",
    ),
    "response.json": ('{"object": "response"}', ":1:1: error: Missing required parameter: 'id'."),
    "error.json": (
        '{"error": {"message": 5, "type": "x", "param": null, "code": null}}',
        ":1:12: error: Invalid type for 'error.message': expected a string, but got an integer instead. [invalid_type]",
    ),
    "event.sse": (
        'event: response.creatd\ndata: {"type": "response.creatd"}\n\n',
        ":2:1: error: events[0].type: Invalid value: 'response.creatd'. Did you mean 'response.created'? ",
    ),
    "frames.sse": (
        saved(streams=True).replace("event: response.created", "event: response.creatd"),
        ":2:1: error: events[0]: expected the line 'event: response.created', got 'event: response.creatd' [event_name]",
    ),
    "broken.json": ("{", ":1:2: error: not valid JSON"),
    "strange.json": ("{}", ":1:1: error: the file looks like no scenario, request, response, stream or error;"),
}


def check(folder: Path, *arguments: str) -> Done:
    return run("check", *arguments, cwd=folder)


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def test_good_files_pass(tmp_path: Path) -> None:
    done = check(written(tmp_path, GOOD))

    assert (0, "6 files checked: 0 errors, 0 warnings\n", "") == (done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Check all bad files at once."""
    folder = written(tmp_path_factory.mktemp("bad"), {name: text for name, (text, _) in BAD.items()})
    return check(folder, *BAD)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_fails_and_says_why(bad: Done, name: str) -> None:
    first = next(line for line in bad.stdout.splitlines() if line.startswith(f"{name}:"))

    assert 1 == bad.returncode
    assert first.startswith(f"{name}{BAD[name][1]}")


def test_a_folder_gives_what_looks_like_something(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    written(tmp_path / ".hidden", {"bad.yaml": "steps: 5"})
    done = check(written(tmp_path, {"package.json": "{}", "compose.yaml": "services: !Ref x", **GOOD}))

    assert (0, "6 files checked: 0 errors, 0 warnings\n") == (done.returncode, done.stdout)


def test_a_warning_does_not_fail(tmp_path: Path) -> None:
    done = check(written(tmp_path, {"a.json": '{"model": "gpt-5", "input": "Hi", "user": "me"}'}))

    assert (0, "1 file checked: 0 errors, 1 warning") == (done.returncode, done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    "arguments",
    [["--rule", "unknown_parameter=off"], ["--config", "mockserver.yaml"], ["--dialect", "open-responses"]],
    ids=lambda arguments: arguments[0],
)
def test_what_is_asked_can_be_changed(tmp_path: Path, arguments: list[str]) -> None:
    files = {
        "a.json": '{"model": "gpt-5", "input": "Hi", "colour": 1}',
        "mockserver.yaml": "contract: {rules: {unknown_parameter: off}}",
    }
    written(tmp_path, files)

    assert [1, 0] == [check(tmp_path, "a.json", *more).returncode for more in ([], arguments)]


def test_a_request_can_be_for_another_operation(tmp_path: Path) -> None:
    written(tmp_path, {"a.json": '{"model": "gpt-5", "previous_response_id": "resp_1", "temperature": 1}'})

    done = check(tmp_path, "a.json", "--operation", "responses.compact")
    assert "Unknown parameter: 'temperature'" in done.stdout


def test_findings_come_in_four_forms(tmp_path: Path) -> None:
    written(tmp_path, {"request.json": BAD["request.json"][0]})
    reports = {
        form: check(tmp_path, "request.json", "--format", form).stdout for form in ("text", "json", "junit", "sarif")
    }

    assert "2 errors" in reports["text"]
    assert ["unknown_parameter", "input_required"] == [one["rule"] for one in json.loads(reports["json"])["findings"]]
    assert "1" == ElementTree.fromstring(reports["junit"]).get("failures")  # noqa: S314 - our own text
    assert "No parameter is unknown." in reports["sarif"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["nothing.yaml"], "nothing.yaml"),
        (["--rule", "unknown_paramter=off"], "did you mean 'unknown_parameter'?"),
        (["--rule", "unknown_parameter"], "is not ID=SEVERITY"),
        (["--config", "rules.yaml"], "rules.yaml:1:20: there is no rule 'authorizatoin'"),
        (["--contract", "broken.json"], "broken.json"),
        (["--format", "xml"], "'xml'"),
        (["--operation", "responses.creat"], "'responses.create'"),
    ],
)
@pytest.mark.parametrize("files", [[], ["scenario.yaml"]], ids=["folder", "scenario"])
def test_a_wrong_option_is_told(tmp_path: Path, files: list[str], arguments: list[str], expected: str) -> None:
    written(tmp_path, {**GOOD, "rules.yaml": "contract: {rules: {authorizatoin: off}}", "broken.json": "{"})
    done = check(tmp_path, *files, *arguments)

    assert (2, "") == (done.returncode, done.stdout)
    assert expected in done.stderr


def test_nothing_to_check_is_no_success(tmp_path: Path) -> None:
    done = check(written(tmp_path, {"package.json": "{}"}))

    assert (2, "") == (done.returncode, done.stdout)
    assert "mockserver: nothing to check in .: no file in it looks like a scenario," in done.stderr


@pytest.mark.parametrize("form", ["text", "json", "junit", "sarif"])
def test_a_name_that_is_no_text_is_reported(tmp_path: Path, form: str) -> None:
    name = os.fsdecode(b"a\n\xff.json")
    command: list[str | Path] = [COMMAND, "check", name, "--format", form]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, cwd=written(tmp_path, {name: "{"}))

    assert (1, "") == (done.returncode, done.stderr)
