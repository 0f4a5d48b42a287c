import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from mockserver.auto.draft import draft as drafted
from mockserver.contract.contract import Contract
from mockserver.scenario.dump import dump
from mockserver.scenario.load import from_json, loads
from mockserver.scenario.model import Scenario
from mockserver.session.session import Session
from mockserver.values import Call
from tests.auto.proving import FITS
from tests.auto.requests import REQUESTS
from tests.server import COMMAND

CONTRACTS = Path(__file__).parents[2] / "contracts"
REQUEST = {
    "model": "gpt-5",
    "input": "Weather in Rome?",
    "tools": [{"type": "function", "name": "get_weather", "parameters": {"type": "object"}, "strict": False}],
}
DRAFT = """\
version: 1
name: {}
steps:
  - when: {{last_user: Weather in Rome?}}
    reply: [{{function_call: {{name: get_weather, arguments: {{}}}}}}]
"""
AUTO = {"stubs": [{"reply": "auto"}]}
MADE_FOR_A_REPLY = ("id", "call_id", "container_id", "encrypted_content", "file_id")


def draft(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "request.json").write_text(json.dumps(REQUEST))
    return subprocess.run(
        [COMMAND, "draft", *arguments], capture_output=True, text=True, timeout=30, cwd=folder, input=given
    )


def output(scenario: Scenario, body: dict[str, Any]) -> Any:
    """Play a scenario to a request, and give the items without what differs from reply to reply."""
    session = Session(Contract.shipped(CONTRACTS), [scenario], mode="off")
    reply = session.handle(Call("responses.create", {"authorization": "Bearer x"}, {"model": "gpt-5", **body}))
    return _plain(json.loads(reply.body)["output"])


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key not in MADE_FOR_A_REPLY}
    return value


def test_draft_is_printed(tmp_path: Path) -> None:
    done = draft(tmp_path, "request.json")

    assert (0, DRAFT.format("request"), "") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("given", [REQUEST, {"body": REQUEST, "headers": {}}], ids=["body", "request"])
def test_standard_input_is_read(tmp_path: Path, given: dict[str, Any]) -> None:
    done = draft(tmp_path, "-", given=json.dumps(given))

    assert (0, DRAFT.format("draft"), "") == (done.returncode, done.stdout, done.stderr)


def test_draft_is_written(tmp_path: Path) -> None:
    done = draft(tmp_path, "request.json", "-o", "weather.yaml")

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
    assert DRAFT.format("weather") == (tmp_path / "weather.yaml").read_text()


@pytest.mark.parametrize(
    "arguments", [["-o", "weather.json"], ["-o", "weather", "--format", "json"]], ids=["name", "option"]
)
def test_draft_is_written_as_json(tmp_path: Path, arguments: list[str]) -> None:
    draft(tmp_path, "request.json", *arguments)
    written = json.loads((tmp_path / arguments[1]).read_text())

    assert [{"last_user": "Weather in Rome?"}] == [step["when"] for step in written["steps"]]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("mine")
    done = draft(tmp_path, "request.json", "-o", "mine.yaml")

    assert (2, "mockserver: mine.yaml is there already; --force writes over it\n") == (done.returncode, done.stderr)
    assert "mine" == (tmp_path / "mine.yaml").read_text()


def test_force_writes_over_it(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("mine")
    done = draft(tmp_path, "request.json", "-o", "mine.yaml", "--force")

    assert (0, DRAFT.format("mine")) == (done.returncode, (tmp_path / "mine.yaml").read_text())


def test_what_is_wrong_with_the_request_is_told(tmp_path: Path) -> None:
    done = draft(tmp_path, "-", given=json.dumps({**REQUEST, "inptu": 1}))

    assert (0, DRAFT.format("draft")) == (done.returncode, done.stdout)
    assert (
        "mockserver: warning: -: Unknown parameter: 'inptu'. Did you mean 'input'? [unknown_parameter]\n" == done.stderr
    )


def test_a_rule_can_be_switched_off(tmp_path: Path) -> None:
    done = draft(tmp_path, "-", "--rule", "unknown_parameter=off", given=json.dumps({**REQUEST, "inptu": 1}))

    assert (0, "") == (done.returncode, done.stderr)


def test_dialect_is_told(tmp_path: Path) -> None:
    done = draft(tmp_path, "request.json", "--dialect", "open-responses")

    assert "dialect: open-responses" in done.stdout.splitlines()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("[1", "-:1:3: not valid JSON: "),
        ("", "-:1:1: not valid JSON: "),
        ("[1]", "-:1:1: a request is a JSON object, not a list"),
        ('{"steps": []}', "-:1:1: expected a request, by its keys this is: scenario"),
        ('{"id": "resp_1", "output": []}', "-:1:1: expected a request, by its keys this is: response"),
        ('{"body": 1, "body": 2}', "-:1:13: "),
        ('{"input": "a", "text": {"format": {"type": "json_schema", "schema": {"type": "x"}}}}', "no value can be made that text.format.schema"),
    ],
    ids=["syntax", "nothing", "no object", "scenario", "response", "key twice", "schema"],
)  # fmt: skip
def test_what_cannot_be_drafted_is_one_line(tmp_path: Path, given: str, why: str) -> None:
    done = draft(tmp_path, "-", given=given)

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith(f"mockserver: {why}")
    assert 1 == len(done.stderr.splitlines())


@pytest.mark.parametrize(
    "arguments", [["nothing.json"], ["request.json", "-o", "no/such/folder.yaml"]], ids=["request", "folder"]
)
def test_what_is_not_there_is_told(tmp_path: Path, arguments: list[str]) -> None:
    done = draft(tmp_path, *arguments)

    assert (2, "", 1) == (done.returncode, done.stdout, len(done.stderr.splitlines()))


@pytest.mark.parametrize("name", REQUESTS)
def test_draft_plays_what_auto_answers(name: str) -> None:
    body = REQUESTS[name][0]
    scenario = loads(dump(from_json(drafted(body, "openai", FITS), "draft")), "draft.yaml")

    assert output(from_json(AUTO, "auto"), body) == output(scenario, body) != []
