"""What `mockserver serve` refuses to start with."""

import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.inside import run
from tests.cli.scenarios import SCENARIO, file_in
from tests.server import COMMAND, Serve

TOO_LARGE = 64 * 2**20 + 1
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n" for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)
BAD_FILES = {
    "misspelled key": ("stepz: []", ":1:1: ", "did you mean 'steps'?"),
    "misspelled inner key": (SCENARIO.replace("when", "wen"), ":2:5: ", "did you mean 'when'?"),
    "empty": ("", ":1:1: ", "empty"),
    "binary": (b"\x00\x01\xff\xfe", ":1:3: ", "not UTF-8"),
    "control characters": (b"steps: \x00\x01", ":1:8: ", "U+0000"),
    "YAML bomb": (BOMB, ":", ""),
    "duplicate key": (SCENARIO + "steps: []\n", ":4:1: ", "duplicate key 'steps'"),
    "broken YAML": ("steps: [", ":", "not valid YAML"),
    "no scenario": ("hello", ":1:1: ", "mapping"),
    "unknown item type": ("steps:\n- reply: [{mesage: Hello}]", ":2:", "message"),
    "misspelled item key": ("steps:\n- reply:\n  - function_call: {nam: f}", ":3:", "name"),
    "unknown rule": ("contract: {rules: {image_siz: off}}\n" + SCENARIO, ":1:20: ", "did you mean 'image_size'?"),
}


def refused(*arguments: str | Path) -> str:
    """Give the one line with which `serve` refuses to start."""
    # Whatever is not refused meets a port that is taken, and does not serve for ever.
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", str(taken.getsockname()[1]), *arguments)

    assert (2, "") == (done.returncode, done.stdout)
    assert 1 == done.stderr.count("\n")
    assert done.stderr.startswith("mockserver: ")
    return done.stderr


def test_a_stale_ready_file_goes_even_when_the_start_fails(tmp_path: Path) -> None:
    ready = file_in(tmp_path, "http://left-by-an-earlier-run\n", "ready")
    refused(tmp_path / "missing.yaml", "--ready-file", ready)

    assert not ready.exists()


def test_a_ready_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    command: list[str | Path] = [COMMAND, "serve", "--port", "0", "--ready-file", tmp_path / "missing" / "ready"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)

    assert (2, "") == (done.returncode, done.stdout)
    assert f"mockserver: cannot write the ready file {command[-1]}: No such file or directory\n" == done.stderr


def test_two_dialects_are_told(tmp_path: Path) -> None:
    one, other = (
        file_in(tmp_path, f"dialect: {name}\n{SCENARIO}", f"{name}.yaml") for name in ("openai", "open-responses")
    )

    assert f"mockserver: {other}:1:1: dialect 'open-responses' beside 'openai'" in refused(one, other)
    assert f"mockserver: {other}:1:1: dialect 'open-responses', but" in refused("--dialect", "openai", other)


def test_a_taken_port_is_told(serve: Serve) -> None:
    host, port = serve().address

    assert f"mockserver: cannot listen on {host} port {port}: Address already in use\n" == refused("--port", str(port))


@pytest.mark.parametrize("host", ["no.such.host.invalid", "256.1.1.1", "a..b"])
def test_an_unknown_host_is_told(host: str) -> None:
    assert f"cannot listen on {host} port 0: " in refused("--host", host, "--port", "0")


@pytest.mark.parametrize(("content", "place", "said"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_scenario_is_told_in_one_line(tmp_path: Path, content: str | bytes, place: str, said: str) -> None:
    good, bad = file_in(tmp_path, SCENARIO, "good.yaml"), file_in(tmp_path, content, "bad.yaml")
    line = refused(good, bad)

    assert line.startswith(f"mockserver: {bad}{place}")
    assert said in line


def _sparse(folder: Path) -> Path:
    path = folder / "large.yaml"
    with path.open("wb") as file:
        file.truncate(TOO_LARGE)
    return path


def _folder(folder: Path) -> Path:
    file_in(folder, SCENARIO, "scenario.txt")
    return folder


BAD_PATHS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "over 64 MiB": (_sparse, f"has {TOO_LARGE:,} bytes"),
    "missing": (lambda folder: folder / "missing.yaml", "does not exist"),
    "missing folder": (lambda folder: folder / "missing" / "one.yaml", "does not exist"),
    "folder without scenarios": (_folder, "a folder without scenario files"),
    "line break in the name": (lambda folder: folder / "a\nb.yaml", "does not exist"),
    "name too long": (lambda folder: folder / ("a" * 300), "File name too long"),
    "no file": (lambda folder: Path("/dev/null"), "not a file"),
}


@pytest.mark.parametrize(("make", "said"), BAD_PATHS.values(), ids=BAD_PATHS.keys())
def test_a_bad_path_is_told_in_one_line(tmp_path: Path, make: Callable[[Path], Path], said: str) -> None:
    path = make(tmp_path)
    line = refused(path)

    assert " ".join(str(path).splitlines()) in line
    assert said in line


@pytest.mark.parametrize("speed", ["-1", "nan", "fast"])
def test_a_speed_that_is_none_is_told(speed: str) -> None:
    done = run("serve", "--port", "0", "--speed", speed)

    assert (2, "") == (done.returncode, done.stdout)
    assert "Invalid value for '--speed': " in done.stderr
