"""Servers for single tests."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from tests.server import Serve, running


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start a server with arguments of `mockserver serve`; it ends with the test."""
    number = count()
    with ExitStack() as stack:
        yield lambda *arguments: stack.enter_context(running(tmp_path / f"{next(number)}.log", *arguments))
