"""The benchmark runs, and its report can be read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
TITLES = ["60-event stream, small request", "JSON, small request", "60-event stream, 20 items + 5 tools + schema"]
NUMBERS = ["ours µs", "bare µs", "ratio", "ours req/s", "bare req/s"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="CPU time is read from /proc"),
]


@pytest.fixture(scope="module")
def report() -> str:
    command = [sys.executable, "-m", "benchmarks", "--rounds", "1", "--seconds", "0.2", "--connections", "4"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout


def rows(report: str, table: int = 0) -> list[dict[str, str]]:
    blocks = [block.splitlines() for block in report.split("\n\n") if block.startswith("|")]
    headings, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in blocks[table]]
    return [dict(zip(headings, row, strict=True)) for row in body]


def test_there_is_a_row_for_each_payload(report: str) -> None:
    assert TITLES == [row["answer"] for row in rows(report)]


def test_the_numbers_are_numbers(report: str) -> None:
    assert all(float(row[name]) > 0 for row in rows(report) for name in NUMBERS)


def test_only_the_first_row_has_a_target(report: str) -> None:
    assert ["≤ 2.0", "-", "-"] == [row["target"] for row in rows(report)]


def test_versions_and_memory_are_named(report: str) -> None:
    assert all(f"{name} " in report for name in ("Python", "uvicorn", "uvloop", "orjson", "jsonschema_rs"))
    assert "memory at the end: ours " in report


def test_the_contract_has_tables_of_its_own(report: str) -> None:
    good, bad = rows(report, 1), rows(report, 2)

    assert [*["≤ 1.2"] * 4, "≤ 1.5", "≤ 1.5"] == [row["target"] for row in good]
    assert all(float(row[name]) > 0 for row in good for name in ("parse µs", "validate µs"))
    assert all(float(row["ratio"]) >= 0 for row in good)
    assert all(float(row[name]) >= 0 for row in bad for name in ("first ms", "later ms"))
    assert 4 == len(bad)
