"""The commands, run inside the tests' own process, since a new one takes half a second to start."""

from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from mockserver.cli import main


class Done(NamedTuple):
    """How a command ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str | Path, cwd: Path = Path()) -> Done:
    """Run `mockserver` with these arguments in a folder."""
    out, errors = StringIO(), StringIO()
    with chdir(cwd), redirect_stdout(out), redirect_stderr(errors), pytest.raises(SystemExit) as ended:
        main([*map(str, arguments)], prog_name="mockserver")
    return Done(int(ended.value.code or 0), out.getvalue(), errors.getvalue())
