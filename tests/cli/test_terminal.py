"""What a run says of itself on a terminal."""

import os
import pty
import re
import subprocess
from io import StringIO
from pathlib import Path
from queue import SimpleQueue

import pytest
from rich.console import Console

from mockserver.cli.terminal import Terminal
from mockserver.reports import report_of
from tests.cli.caller import saying
from tests.cli.scenarios import SCENARIO, file_in
from tests.server import COMMAND
from tests.session.client import send, start

SEQUENCE = re.compile(r"\x1b(\[[0-9;]*[a-zA-Z]|\][^\x07]*\x07)")
RED = "\x1b[1;31m"


def console(**environment: str) -> Console:
    return Console(
        file=StringIO(), force_terminal=True, width=80, markup=False, _environ={"TERM": "xterm", **environment}
    )


def shown(*texts: str, name: str = "mine", **environment: str) -> str:
    """Play a scenario by these words, and give what is shown of it."""
    session = start(SCENARIO, name=name)
    for text in texts:
        send(session, input=text)
    screen = console(**environment)
    Terminal(screen).show(report_of([session]))
    assert isinstance(screen.file, StringIO)
    return screen.file.getvalue()


def test_what_went_well_is_a_table_and_a_line() -> None:
    lines = SEQUENCE.sub("", shown("hi")).splitlines()

    assert ["mine", "1", "0", "0"] == re.findall(r"\w+", lines[3])
    assert "mockserver: passed: 1 session, 1 call, 0 errors, 0 warnings" == lines[-1]


def test_what_failed_comes_before_it() -> None:
    text = shown("hi", "ho")
    plain = SEQUENCE.sub("", text)

    assert f"{RED}error [miss] session mine, blame: " in text
    assert "mockserver: call 2 (POST /v1/responses, session mine) matches no step\n" in plain
    assert "  call 1: POST /v1/responses -> 200 a step 1\n" in plain
    assert plain.endswith("mockserver: failed: 1 session, 2 calls, 1 error, 0 warnings\n")


def test_what_is_to_be_pasted_is_not_wrapped() -> None:
    assert f'- when: {{last_user: "{"long " * 30}"}}' in SEQUENCE.sub("", shown("long " * 30))


def test_colours_can_be_switched_off() -> None:
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", shown("ho", NO_COLOR="1"))


@pytest.mark.parametrize("hostile", ["[red]bold[/red]", "\x1b]0;title\x07", "\x1b[2J", ":smile:"])
def test_nothing_that_a_client_says_is_acted_on(hostile: str) -> None:
    plain = SEQUENCE.sub("", shown(hostile, name=hostile))

    assert "\x1b" not in plain
    assert hostile.replace("\x1b", "\\u001b").replace("\x07", "\\u0007") in plain


def test_the_title_tells_how_far_it_is() -> None:
    screen, looks = console(), SimpleQueue[None]()
    assert isinstance(screen.file, StringIO)

    def look() -> str:
        looks.put(None)
        return "1\x1b call"

    with Terminal(screen).following(look):
        looks.get(timeout=10)
        looks.get(timeout=10)

    assert "\x1b[22;0t\x1b]0;mockserver: 1\\u001b call\x07\x1b[23;0t" == screen.file.getvalue()


@pytest.mark.parametrize(
    ("environment", "decorated"),
    [({}, True), ({"CI": "true"}, False), ({"TERM": "dumb"}, False)],
    ids=["a person watches", "continuous integration", "a simple terminal"],
)
def test_only_a_person_gets_more_than_plain_lines(tmp_path: Path, environment: dict[str, str], decorated: bool) -> None:
    screen, terminal = pty.openpty()
    command: list[str | Path] = [COMMAND, "run", "--scenario", file_in(tmp_path, SCENARIO), "--", *saying("hi")]
    whole = {**os.environ, "TERM": "xterm", "CI": "", **environment}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=terminal, env=whole
    ) as process:
        os.close(terminal)
        written = everything_on(screen)
        assert process.stdout
        told = process.stdout.read()

    assert (0, b"Hello\n") == (process.returncode, told)
    assert decorated == (b"\x1b" in written)
    assert b"mockserver: passed: 1 session, 1 call, 0 errors, 0 warnings" in written


def everything_on(screen: int) -> bytes:
    """Read a terminal until nobody writes to it any more."""
    written = b""
    try:
        while part := os.read(screen, 10_000):
            written += part
    except OSError:  # which is how Linux tells the end
        pass
    os.close(screen)
    return written
