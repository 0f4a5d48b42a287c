"""The examples, typed as their README says, in a shell without a network."""

import shutil
from pathlib import Path

import pytest

from tests.examples.conftest import Ready
from tests.examples.readme import EXAMPLES, Example, examples
from tests.examples.shell import Shell

slow = pytest.mark.slow
node = pytest.mark.skipif(shutil.which("node") is None, reason="there is no node on the PATH")
CASES = [
    pytest.param(example, id=example.file, marks=[slow, node] if example.file.endswith(".js") else slow)
    for example in examples()
]


def but_colder(shell: Shell, folder: Path) -> Shell:
    """Copy the examples to a folder, with a conversation in which the tool ought to tell something else."""
    for path in shell.folder.iterdir():
        if path.is_dir():
            (folder / path.name).symlink_to(path)
        else:
            shutil.copy(path, folder)
    scenario = folder / "weather.yaml"
    scenario.write_text(scenario.read_text().replace("{tool_output: 18 °C}", "{tool_output: 8 °C}"))
    return Shell(folder)


def test_the_readme_runs_every_example() -> None:
    files = {path.name for pattern in ("test_*.py", "*.test.js") for path in EXAMPLES.glob(pattern)}

    assert 7 == len(files)
    assert files == {example.file for example in examples()}


@pytest.mark.parametrize("example", CASES)
def test_an_example_passes(example: Example, ready: Ready) -> None:
    done = ready(example).run(example.command)

    assert 0 == done.code, done.output
    assert [] == done.called


@pytest.mark.parametrize("example", CASES)
def test_an_example_sends_what_its_tool_told(example: Example, ready: Ready, tmp_path: Path) -> None:
    done = but_colder(ready(example), tmp_path).run(example.command)

    assert 0 != done.code
    assert 'expected "8 °C", got "18 °C"' in done.output
