"""A user's shell in a copy of the examples."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.examples.proxy import closed_proxy

CHECKOUT = Path(__file__).parents[2]
LONGEST = 600
"""Seconds that a command may take; to install takes the longest."""
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
DROPPED = ("PYTEST_", "OPENAI_", "NO_PROXY", "no_proxy", "NODE_TEST_CONTEXT")
"""How the names of variables begin that a user's shell does not have, or not always."""


class Done(NamedTuple):
    """How a command went: its exit code, all it wrote, and the hosts beyond this machine that it called."""

    code: int
    output: str
    called: list[str]


@dataclass(frozen=True)
class Shell:
    """Types into bash in a folder."""

    folder: Path

    def install(self, block: str) -> None:
        """Run a block that installs from the registries of packages; it must succeed."""
        done = self._type(block, {})
        assert 0 == done.returncode, done.stdout

    def run(self, command: str) -> Done:
        """Run an example, which reaches nothing but this machine."""
        with closed_proxy() as proxy:
            # Node uses a proxy only when it is told to, since version 22.
            done = self._type(command, {**dict.fromkeys(PROXIES, proxy.url), "NODE_USE_ENV_PROXY": "1"})
            return Done(done.returncode, done.stdout, proxy.asked)

    def _type(self, text: str, more: dict[str, str]) -> subprocess.CompletedProcess[str]:
        command = ["bash", "-eu", "-c", text]
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**environment(), **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=LONGEST,
        )


def environment() -> dict[str, str]:
    """Give this process's variables, with the Python that runs the tests as `python3`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(DROPPED)}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    return {**kept, "PATH": path, "MOCKSERVER": str(CHECKOUT)}
