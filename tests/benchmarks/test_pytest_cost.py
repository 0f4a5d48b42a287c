"""The benchmark of the pytest plugin runs, and its report can be read."""

import subprocess
import sys
from math import isfinite
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
TITLES = ["loading the plugin", "a session, more than an empty test", "a script and a call as well"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    command = [sys.executable, "-m", "benchmarks.pytest_cost", "--rounds", "1", "--tests", "20"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=False)
    assert (0, "") == (done.returncode, done.stderr)
    lines = [line for line in done.stdout.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_there_is_a_row_for_each_cost(rows: list[list[str]]) -> None:
    assert TITLES == [title for title, *_ in rows]


def test_the_numbers_are_numbers(rows: list[list[str]]) -> None:
    # What one test takes more than another is a difference, which a short run may find on either side of zero.
    assert all(isfinite(float(number)) for _, wall, cpu, _ in rows for number in (wall, cpu))
    assert float(rows[0][1]) > 0


def test_what_is_promised_is_a_target(rows: list[list[str]]) -> None:
    assert ["≤ 30000", "≤ 1000", "-"] == [target for *_, target in rows]
