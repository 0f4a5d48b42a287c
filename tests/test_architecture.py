"""The page for contributors names what is there."""

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
PATHS = sorted({*re.findall(r"`((?:[a-z_-]+/)+[a-z_.]*)`", (CHECKOUT / "ARCHITECTURE.md").read_text())})


@pytest.mark.parametrize("path", PATHS)
def test_every_path_of_the_page_exists(path: str) -> None:
    assert any((folder / path).exists() for folder in (CHECKOUT, CHECKOUT / "mockserver"))


def test_paths_are_found() -> None:
    assert {"session/", "session/operations/", "http/fast_lane.py"} <= {*PATHS}
