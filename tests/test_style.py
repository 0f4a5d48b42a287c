"""Style and types are part of the tests."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "command",
    [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]],
    ids=["rules", "format", "types"],
)
def test_the_whole_checkout_is_clean(command: list[str], tmp_path: Path) -> None:
    caches = {"MYPY_CACHE_DIR": str(tmp_path), "RUFF_NO_CACHE": "true"}
    done = subprocess.run([sys.executable, "-m", *command], cwd=CHECKOUT, env=caches, capture_output=True, text=True)

    assert (0, "") == (done.returncode, done.stdout + done.stderr if done.returncode else "")
