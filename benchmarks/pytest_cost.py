"""The command `python -m benchmarks.pytest_cost`."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click

from benchmarks.machine import machine, versions
from benchmarks.table import table

HEADINGS = ("cost", "µs", "CPU µs", "target µs")

_LOAD = """
from time import perf_counter, process_time
import pytest
wall, cpu = perf_counter(), process_time()
import mockserver.pytest_plugin
print([perf_counter() - wall, process_time() - cpu])
"""

_CONFTEST = """
import json
from pathlib import Path
from time import perf_counter, process_time
import pytest

TIMES = {}

def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.callspec.params["number"])

@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    wall, cpu = perf_counter(), process_time()
    result = yield
    TIMES.setdefault(item.originalname, []).append([perf_counter() - wall, process_time() - cpu])
    return result

def pytest_sessionfinish():
    Path("times.json").write_text(json.dumps(TIMES))
"""

_TESTS = """
import pytest

@pytest.mark.parametrize("number", range({tests}))
class TestCost:
    def test_empty(self, number):
        pass

    def test_session(self, number, mockserver):
        pass

    def test_turn(self, number, mockserver):
        mockserver.script(say("Hello."))
        urlopen(Request(f"{{mockserver.base_url}}/responses", BODY, HEADERS)).read()
"""

_HEAD = """
from urllib.request import Request, urlopen
from mockserver import say

BODY = b'{"model": "gpt-5", "input": "Hi"}'
HEADERS = {"authorization": "Bearer key", "content-type": "application/json"}
"""

_KINDS = (
    ("test_session", "a session, more than an empty test", 1000),
    ("test_turn", "a script and a call as well", None),
)
_LOAD_TARGET = 30_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What something costs in seconds, by the clock on the wall and of the processor."""

    title: str
    wall: float
    cpu: float
    target: int | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text, in the order of the headings."""
        target = "-" if self.target is None else f"≤ {self.target}"
        return self.title, f"{self.wall * 1e6:.0f}", f"{self.cpu * 1e6:.0f}", target


@click.command()
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1), help="Rounds; the best one counts.")
@click.option("--tests", default=300, show_default=True, type=click.IntRange(2), help="Tests of each kind in a round.")
def main(rounds: int, tests: int) -> None:
    """Measure what the pytest plugin costs a run, and each test that uses it."""
    click.echo(f"{versions()}\n{machine()}\n{rounds} rounds of {tests} tests of each kind\n")
    click.echo(table(HEADINGS, [_load(rounds), *_each(rounds, tests)]))


def _load(rounds: int) -> Cost:
    """Measure how long pytest takes to import the plugin."""
    times = [json.loads(_output([sys.executable, "-c", _LOAD])) for _ in range(rounds)]
    return Cost("loading the plugin", *_best(times), _LOAD_TARGET)


def _each(rounds: int, tests: int) -> list[Cost]:
    """Measure how much longer tests take with a session than without."""
    found = [_times(tests) for _ in range(rounds)]
    return [Cost(title, *_best([_more(times, name) for times in found]), target) for name, title, target in _KINDS]


def _times(tests: int) -> dict[str, list[list[float]]]:
    """Run tests of all kinds in turns, and give their times by kind."""
    with TemporaryDirectory() as folder:
        Path(folder, "conftest.py").write_text(_CONFTEST)
        Path(folder, "test_cost.py").write_text(_HEAD + _TESTS.format(tests=tests))
        _output([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], folder)
        times: dict[str, list[list[float]]] = json.loads(Path(folder, "times.json").read_text())
    return times


def _more(times: dict[str, list[list[float]]], kind: str) -> list[float]:
    """Give the difference of the medians; the first tests start the server, and medians do not see them."""
    return [_middle(times[kind], which) - _middle(times["test_empty"], which) for which in (0, 1)]


def _middle(times: Sequence[Sequence[float]], which: int) -> float:
    return median(one[which] for one in times)


def _best(times: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Give the shortest of each kind, since what disturbs a round only ever adds to it."""
    return min(wall for wall, _ in times), min(cpu for _, cpu in times)


def _output(command: Sequence[str], folder: str | None = None) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise click.ClickException(done.stdout + done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
