"""A command that is run on the user's behalf: its input and output are the user's own, and so are its signals."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

from mockserver.cli.wrong_input import WrongInput

_PASSED_ON: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_TYPED: Final = (signal.SIGINT, signal.SIGQUIT)
"""Signals that a terminal sends to all who share it."""
_BY_SIGNAL: Final = 128
_STREAMS: Final = (0, 1, 2)


class NotRunnableError(WrongInput):
    """The command is there and cannot be started; the exit code is that of a shell."""

    exit_code = 126


class NotFoundError(WrongInput):
    """There is no such command; the exit code is that of a shell."""

    exit_code = 127


def run_child(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command to its end and give its exit code, 128 and the signal's number if one killed it.

    It shares a terminal, so that it can be talked to and interrupted there. Without one it gets a process group of its
    own: a signal reaches all that it has started, and so does the end, unless they have left the group. Raises
    `NotFoundError` or `NotRunnableError`.
    """
    child = _Child(shares_terminal=_has_terminal())
    with _signals_to(child.take):
        return child.run(command, environment)


def _has_terminal() -> bool:
    return any(_is_our_terminal(stream) for stream in _STREAMS)


def _is_our_terminal(stream: int) -> bool:
    try:
        return os.tcgetpgrp(stream) == os.getpgrp()
    except OSError:
        return False


@contextmanager
def _signals_to(take: Callable[[int], None]) -> Iterator[None]:
    """Hand on what comes, but for signals that we were told to ignore: then so is the command."""

    def handler(number: int, frame: FrameType | None) -> None:
        take(number)

    before = {number: signal.getsignal(number) for number in _PASSED_ON}
    heard = {number: old for number, old in before.items() if old is not signal.SIG_IGN}
    for number in heard:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in heard.items():
            signal.signal(number, old)


class _Child:
    def __init__(self, *, shares_terminal: bool) -> None:
        self._shares_terminal = shares_terminal
        self._process: subprocess.Popen[bytes] | None = None
        self._early: list[int] = []

    def run(self, command: Sequence[str], environment: Mapping[str, str]) -> int:
        process = self._started(command, environment)
        self._process = process
        for number in self._early:
            self._send(process, number)
        code = process.wait()
        self._send(process, signal.SIGTERM)
        return code if code >= 0 else _BY_SIGNAL - code

    def take(self, number: int) -> None:
        if self._process is None:
            self._early.append(number)
        # What is typed at a terminal has reached the command already; twice it would be no gentle request.
        elif not (self._shares_terminal and number in _TYPED):
            self._send(self._process, number)

    def _started(self, command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        group = None if self._shares_terminal else 0
        try:
            return subprocess.Popen(command, env=environment, process_group=group)  # noqa: S603 - the user's own command
        except OSError as error:
            wrong = NotFoundError if isinstance(error, FileNotFoundError) else NotRunnableError
            raise wrong(f"cannot run {command[0]}: {error.strerror}") from None

    def _send(self, process: subprocess.Popen[bytes], number: int) -> None:
        # What is left may be nobody, or another user's, as under sudo.
        with suppress(ProcessLookupError, PermissionError):
            if self._shares_terminal:
                process.send_signal(number)
            else:
                os.killpg(process.pid, number)
