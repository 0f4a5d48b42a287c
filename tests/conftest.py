"""Servers for single tests, and patience with examples."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from tests.server import Serve, running

# How long one example takes tells of the machine's other work, and of what the first one compiles.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # One test checks the types of everything; begun last, it would keep everybody waiting.
    items.sort(key=lambda item: item.path.name != "test_style.py")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start a server with arguments of `mockserver serve`; it ends with the test."""
    number = count()
    with ExitStack() as stack:
        yield lambda *arguments: stack.enter_context(running(tmp_path / f"{next(number)}.log", *arguments))
