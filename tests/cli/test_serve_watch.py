"""The command `mockserver serve --watch`."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.inside import run
from tests.cli.scenarios import SCENARIO, file_in
from tests.server import COMMAND, ask, words


class Watched(NamedTuple):
    """A server that watches its files, by its process and URL."""

    process: subprocess.Popen[str]
    url: str

    def line(self) -> str:
        """Wait for the next line on its standard error."""
        assert self.process.stderr
        return self.process.stderr.readline().rstrip()

    def says(self, text: str) -> str:
        """Give the answer to a user's words."""
        return words(ask(self.url, text))


Start = Callable[..., Watched]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a server with arguments of `mockserver serve --watch`; it ends with the test."""
    with ExitStack() as stack:
        yield lambda *arguments: stack.enter_context(_watched(*arguments))


@contextmanager
def _watched(*arguments: str | Path) -> Iterator[Watched]:
    command = [COMMAND, "serve", "--port", "0", "--watch", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield Watched(process, process.stdout.readline().split()[4])
        finally:
            process.kill()


def put(folder: Path, content: str, name: str = "one.yaml") -> Path:
    """Write a file at once: of one that is written bit by bit the server might say more."""
    return file_in(folder, content, f"{name}~").replace(folder / name)


def answering(text: str) -> str:
    return SCENARIO.replace("Hello", text)


def test_a_changed_file_is_taken(start: Start, tmp_path: Path) -> None:
    server = start(put(tmp_path, SCENARIO))
    before = server.says("hi")
    put(tmp_path, answering("Hallo"))

    assert "mockserver: reloaded 1 scenario" == server.line()
    assert ("Hello", "Hallo") == (before, server.says("hi"))


def test_a_broken_file_keeps_the_old_until_it_is_mended(start: Start, tmp_path: Path) -> None:
    file = put(tmp_path, SCENARIO)
    server = start(file)
    put(tmp_path, "steps: 5")

    assert f"mockserver: not reloaded: {file}:1:1: 'steps' must be a list, not the number 5" == server.line()
    assert "Hello" == server.says("hi")
    put(tmp_path, answering("Hallo"))
    assert ("mockserver: reloaded 1 scenario", "Hallo") == (server.line(), server.says("hi"))


def test_what_is_wrong_with_a_reply_is_told_too(start: Start, tmp_path: Path) -> None:
    server = start(put(tmp_path, SCENARIO))
    put(tmp_path, SCENARIO.replace("message: Hello", "no_such_item: {}"))

    assert "no_such_item" in server.line()
    assert "Hello" == server.says("hi")


def test_files_of_a_folder_come_and_go(start: Start, tmp_path: Path) -> None:
    put(tmp_path, SCENARIO)
    server = start(tmp_path)
    new = put(tmp_path, SCENARIO.replace("hi", "ho"), "two.yaml")
    assert ("mockserver: reloaded 2 scenarios", "Hello") == (server.line(), server.says("ho"))
    new.unlink()

    assert "mockserver: reloaded 1 scenario" == server.line()


def test_a_file_that_is_gone_is_told(start: Start, tmp_path: Path) -> None:
    file = put(tmp_path, SCENARIO)
    server = start(file)
    file.unlink()

    assert f"mockserver: not reloaded: {file}:1:1: does not exist" == server.line()
    assert "Hello" == server.says("hi")


def test_a_changed_configuration_is_taken(start: Start, tmp_path: Path) -> None:
    config = put(tmp_path, "contract: {rules: {unknown_parameter: error}}", "mock.yaml")
    server = start(put(tmp_path, SCENARIO), "--config", config)
    put(tmp_path, "contract: {rules: {unknown_paramter: off}}", config.name)

    assert "did you mean 'unknown_parameter'" in server.line()
    put(tmp_path, "contract: {rules: {unknown_parameter: off}}", config.name)
    assert "mockserver: reloaded 1 scenario" == server.line()


def test_it_ends_like_any_server(start: Start, tmp_path: Path) -> None:
    server = start(put(tmp_path, SCENARIO))
    server.process.terminate()

    assert ("", 0) == (server.process.communicate(timeout=10)[1], server.process.returncode)


def test_there_has_to_be_something_to_watch() -> None:
    done = run("serve", "--watch")

    assert (2, "mockserver: --watch has nothing to watch: name a SCENARIO\n") == (done.returncode, done.stderr)
