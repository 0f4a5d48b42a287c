"""A command as a child: what reaches it, and what comes back."""

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

RUN = """
import os, sys
from mockserver.cli.child import run_child
from mockserver.cli.wrong_input import WrongInput
if os.isatty(0):
    os.open(os.ttyname(0), os.O_RDWR)  # which makes it the terminal of this session
try:
    sys.exit(run_child(sys.argv[1:], {**os.environ, "GIVEN": "1"}))
except WrongInput as error:
    error.show()
    sys.exit(error.exit_code)
"""
COUNTS = """
import signal, sys
heard = []
signal.signal(signal.SIGINT, lambda number, frame: (heard.append(number), print("heard", flush=True)))
print("ready", flush=True)
print(sys.stdin.readline(), len(heard), flush=True)
"""


def command(*child: str | Path) -> list[str | Path]:
    return [sys.executable, "-c", RUN, *child]


def run(*child: str | Path, said: str = "") -> tuple[int, str, str]:
    done = subprocess.run(command(*child), input=said, capture_output=True, text=True, timeout=30)
    return done.returncode, done.stdout, done.stderr


@contextmanager
def running(*child: str) -> Iterator[subprocess.Popen[str]]:
    """Run a child whose first line says that it is ready."""
    with subprocess.Popen(command(*child), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("script", "expected"),
    [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143), ("kill -KILL $$", 137)],
)
def test_its_exit_code_is_passed_on(script: str, expected: int) -> None:
    assert (expected, "", "") == run("sh", "-c", script)


def test_its_streams_and_variables_are_its_own() -> None:
    assert (0, "in 1", "out") == run("sh", "-c", "cat; printf ' %s' $GIVEN; printf out >&2", said="in")


@pytest.mark.parametrize(
    ("name", "mode", "code", "reason"),
    [
        pytest.param("nothing", None, 127, "No such file or directory", id="missing"),
        pytest.param("plain", 0o600, 126, "Permission denied", id="not executable"),
        pytest.param("strange", 0o700, 126, "Exec format error", id="no program"),
    ],
)
def test_what_cannot_be_run_is_one_line(tmp_path: Path, name: str, mode: int | None, code: int, reason: str) -> None:
    file = tmp_path / name
    if mode:
        file.write_bytes(b"\x7fELF")
        file.chmod(mode)

    assert (code, "", f"mockserver: cannot run {file}: {reason}\n") == run(file)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_is_passed_on(number: signal.Signals) -> None:
    with running("sh", "-c", f"trap 'exit 9' {number.name[3:]}; echo ready; while :; do read line; done") as process:
        process.send_signal(number)

        assert 9 == process.wait(10)


def test_a_signal_reaches_what_it_started() -> None:
    with running("sh", "-c", "sleep 1000 & echo ready; sleep 1000; exit 0") as process:
        process.terminate()

        # The end of the pipe comes when nobody holds it any more.
        assert ("", 143) == (process.communicate(timeout=10)[0], process.returncode)


def test_nothing_is_left_behind() -> None:
    assert (5, "", "") == run("sh", "-c", "sleep 1000 & exit 5")


def test_a_signal_that_we_ignore_is_ignored_by_it_too() -> None:
    # A shell that ignores a signal has all its children ignore it.
    script = "trap '' HUP; exec \"$@\""
    whole = ["sh", "-c", script, "sh", *command("sh", "-c", "kill -HUP $$; echo alive")]
    done = subprocess.run(whole, capture_output=True, timeout=30)

    assert (0, b"alive\n") == (done.returncode, done.stdout)


def test_what_is_typed_at_a_terminal_reaches_it_once() -> None:
    screen, terminal = pty.openpty()
    counting = command(sys.executable, "-c", COUNTS)
    with subprocess.Popen(
        counting, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True
    ) as process:
        os.close(terminal)
        written = talk(screen, [(b"ready", b"\x03"), (b"heard", b"end\n"), (b" 1", b"")])

        # A screen that closes earlier hangs up on who shares the terminal.
        assert (0, 1) == (process.wait(10), written.count(b"heard"))
        os.close(screen)


def talk(screen: int, dialogue: list[tuple[bytes, bytes]]) -> bytes:
    """Wait for each text in turn, and type the answer to it."""
    written = b""
    for awaited, typed in dialogue:
        while awaited not in written:
            written += os.read(screen, 1000)
        os.write(screen, typed)
    return written
