"""Servers for all tests of the folder."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.server import Server, serving

CHECKOUT = Path(__file__).parent.parent.parent
LIMIT = 1_000_000
SCENARIO = """
steps:
  - when: {last_user: hi}
    reply: [{message: Hello}]
stubs:
  - when: {last_user: long}
    reply: {output: [{message: abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz}], stream: {chunks: [CHUNKS, rest]}}
  - when: {last_user: paced}
    reply: {output: [{message: abc}], stream: {chunks: [1, 1, rest], first: 20ms, between: 20ms}}
  - when: {last_user: late}
    reply: {output: [{message: abc}], stream: {chunks: [1, rest], between: 100ms}}
  - when: {last_user: endless}
    reply: {output: [{message: abc}], stream: {chunks: [1, 1, rest], between: 1000s}}
  - when: {last_user: limited}
    reply: {error: {status: 429, code: rate_limit_exceeded, headers: {X-RateLimit-Remaining: 0, Retry-After: 2}}}
""".replace("CHUNKS", ", ".join(["1"] * 51))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("http"), SCENARIO, "--max-body", str(LIMIT)) as one:
        yield one


@contextmanager
def running_plans(log: Path) -> Iterator[Server]:
    """Run the server of `planned.py`; `log` takes its standard error."""
    command = [sys.executable, "-m", "tests.http.planned"]
    with (
        log.open("w") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=CHECKOUT) as process,
    ):
        try:
            yield Server(process, process.stdout.readline() if process.stdout else "", log)
        finally:
            process.kill()


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve plans by their names, and have nothing to complain about until the end."""
    with running_plans(tmp_path_factory.mktemp("planned") / "log") as one:
        yield one
        assert (0, "") == one.end()
