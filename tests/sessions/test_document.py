"""The page on sessions, whose examples run."""

import re
import subprocess
import sys
from pathlib import Path

from mockserver.cli.serve import serve as command
from mockserver.http.address import address_of
from tests.server import Serve

TEXT = (Path(__file__).parents[2] / "docs" / "sessions.md").read_text()


def test_its_example_runs(serve: Serve) -> None:
    [code] = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    code = code.replace("http://127.0.0.1:8080", serve().url)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    ids = done.stdout.split()

    assert (0, 2, 2) == (done.returncode, len(ids), len({*ids}))


def test_its_urls_are_those_of_the_sessions_beside_them() -> None:
    rows = re.findall(r"^\| `http://127\.0\.0\.1:8080(\S+)` \| `(\S+)`", TEXT, re.MULTILINE)

    assert [name for _, name in rows] == [address_of(path.encode()).name for path, _ in rows]
    assert 4 == len(rows)


def test_it_describes_all_options_of_sessions() -> None:
    options = {name for option in command.params for name in option.opts if "session" in name}

    assert options == {*re.findall(r"^\| `(--[a-z-]+)", TEXT, re.MULTILINE)}
