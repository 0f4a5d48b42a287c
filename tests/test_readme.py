"""The documentation: its examples run, and it leaves nothing out."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from mockserver import resources
from mockserver.cli import main
from mockserver.contract.operations import OPERATIONS
from mockserver.scenario.load import loads
from mockserver.session.settle import settle
from tests.server import running

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SCENARIOS = ROOT / "docs" / "scenarios.md"
ITEMS = ROOT / "docs" / "items.md"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DEFAULT_URL = "http://127.0.0.1:8080"
LONGEST = 150
LONGEST_EXAMPLE = 15
THE_API = ("PastedResponse", "IncompleteDetails", "ResponseError")


class Block(NamedTuple):
    language: str
    text: str


def blocks(path: Path, *languages: str) -> list[Block]:
    found = [Block(*match.groups()) for match in BLOCK.finditer(path.read_text())]
    return [block for block in found if block.language in languages]


def examples() -> Iterator[tuple[str, str]]:
    """Give each Python block that is no test with the scenario that stands before it."""
    scenario = ""
    for language, text in blocks(README, "yaml", "python"):
        if language == "yaml":
            scenario = text
        elif "def test_" not in text:
            yield scenario, text


def run(code: str, url: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "OPENAI_BASE_URL": f"{url}/v1", "OPENAI_API_KEY": "any"}
    command = [sys.executable, "-c", code.replace(DEFAULT_URL, url)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)


def run_tests(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "test_example.py").write_text(code)
    command = [sys.executable, "-m", "pytest", "-q", "--rootdir", str(folder), "-c", os.devnull, "test_example.py"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=folder)


def test_the_readme_is_short() -> None:
    assert len(README.read_text().splitlines()) <= LONGEST


def test_its_examples_run(tmp_path: Path) -> None:
    found = list(examples())
    for at, (scenario, code) in enumerate(found):
        file = tmp_path / f"{at}.yaml"
        file.write_text(scenario)
        with running(tmp_path / "log", *([file] if scenario else [])) as server:
            done = run(code, server.url)

        assert (0, "") == (done.returncode, done.stderr)
    assert found


def test_its_tests_pass(tmp_path: Path) -> None:
    found = [text for _, text in blocks(README, "python") if "def test_" in text]
    for code in found:
        done = run_tests(code, tmp_path)

        assert (0, "1 passed") == (done.returncode, " ".join(done.stdout.splitlines()[-1].split()[:2])), done.stdout
    assert found


def test_an_example_takes_a_glance() -> None:
    assert min(block.text.count("\n") for block in blocks(README, "python", "yaml")) <= LONGEST_EXAMPLE
    assert all(block.text.count("\n") <= LONGEST_EXAMPLE for block in blocks(README, "python"))


@pytest.mark.parametrize("path", [README, SCENARIOS], ids=lambda path: path.name)
def test_its_scenarios_load(path: Path) -> None:
    found = blocks(path, "yaml")
    for block in found:
        settle([loads(block.text, f"{path.name}.yaml")])
    assert found


@pytest.mark.parametrize("words", [("pip install", "mockserver serve"), ("pip install", "pytest")])
def test_one_command_installs_and_runs(words: tuple[str, ...]) -> None:
    found = [block for block in blocks(README, "bash") if all(word in block.text for word in words)]

    assert 1 == len(found)
    assert 1 == len(found[0].text.splitlines())


@pytest.mark.parametrize("path", [README, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", path.read_text())

    assert [] == [target for target in targets if not (path.parent / target).exists()]


def options(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        yield from (name for name in parameter.opts if name.startswith("--"))
    for inner in commands(command) if isinstance(command, click.Group) else ():
        yield from options(inner)


def commands(group: click.Group) -> Iterator[click.Command]:
    context = click.Context(group)
    return filter(None, (group.get_command(context, name) for name in group.list_commands(context)))


def test_every_option_is_described() -> None:
    text = "".join(path.read_text() for path in [README, *(ROOT / "docs").glob("*.md")])

    assert [] == [name for name in options(main) if not re.search(rf"{name}\b", text) and name != "--version"]
    assert {"--host", "--seed", "--format"} <= {*options(main)}


def described_routes() -> set[tuple[str, str]]:
    """Read the table of paths: each method that its row names."""
    rows = re.findall(r"^\| `/v1(/[^`]+)` \| (.+) \|$", (ROOT / "docs" / "operations.md").read_text(), re.MULTILINE)
    return {
        (method.lower(), path.replace("{id}", "{}")) for path, row in rows for method in re.findall(r"`([A-Z]+)`", row)
    }


def test_every_route_is_described() -> None:
    assert {*OPERATIONS} == described_routes()


def keys(schema: Any) -> Iterator[str]:
    """Give every key that a scenario file may have, but those of a response, which are the API's."""
    if isinstance(schema, dict):
        named = schema.get("properties")
        yield from named if isinstance(named, dict) else ()
        schema = [inner for name, inner in schema.items() if name not in THE_API]
    for inner in schema if isinstance(schema, list) else ():
        yield from keys(inner)


def test_every_key_of_a_scenario_is_described() -> None:
    schema = json.loads((resources.contracts() / "scenario.schema.json").read_text())
    pages = SCENARIOS.read_text() + ITEMS.read_text()
    described = set(re.findall(r"[`{ ](\$?\w+)[`:]", pages))

    assert set() == {*keys(schema)} - described
    assert {"steps", "attempts", "$regex"} <= {*keys(schema)}
