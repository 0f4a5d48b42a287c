"""The server as a user starts it: the installed command, in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

COMMAND = Path(sys.executable).with_name("mockserver")


@dataclass(frozen=True)
class Server:
    """A running server: its process, the line it greeted with, and the file that takes its standard error."""

    process: subprocess.Popen[str]
    greeting: str
    log: Path

    @property
    def url(self) -> str:
        return self.greeting.split()[4]

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        return str(parts.hostname), int(parts.port or 0)

    def ask(self, text: str) -> Any:
        """Give the response to a user's words."""
        return ask(self.url, text)

    def stop(self) -> int:
        """End it, and give its exit code."""
        self.process.terminate()
        return self.process.wait(10)

    def end(self) -> tuple[int, str]:
        """End it, and give its exit code and all that it complained of."""
        return self.stop(), self.log.read_text()


def ask(url: str, text: str) -> Any:
    """Give the response of the server at a URL to a user's words."""
    body = json.dumps({"model": "gpt-5", "input": text}).encode()
    headers = {"authorization": "Bearer key", "content-type": "application/json"}
    with urlopen(Request(f"{url}/v1/responses", body, headers)) as response:  # noqa: S310 - the URL is our own
        return json.load(response)


def words(response: Any) -> str:
    """Give what its first message says."""
    return str(response["output"][0]["content"][0]["text"])


Serve = Callable[..., Server]
"""Starts a server with arguments of `mockserver serve`."""


@contextmanager
def running(
    log: Path, *arguments: str | Path, command: Path = COMMAND, cwd: Path | None = None, quiet: bool = True
) -> Iterator[Server]:
    """Run `mockserver serve` on a free port and wait for its greeting; `log` takes its standard error.

    Unless it is not `quiet`, it says nothing of what is wrong with calls, so that only what is wrong with it is left.
    """
    whole = [command, "serve", "--port", "0", *(["--quiet"] if quiet else []), *arguments]
    with (
        log.open("w") as errors,
        subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=cwd) as process,
    ):
        try:
            greeting = process.stdout.readline() if process.stdout else ""
            assert greeting, log.read_text()
            yield Server(process, greeting, log)
        finally:
            process.kill()


@contextmanager
def serving(folder: Path, scenario: str, *arguments: str | Path) -> Iterator[Server]:
    """Serve the text of a scenario, and have nothing to complain about until the end, which is clean.

    The folder takes the scenario's file and the log.
    """
    file = folder / "all.yaml"
    file.write_text(scenario)
    with running(folder / "log", file, *arguments) as server:
        yield server
        assert (0, "") == server.end()
