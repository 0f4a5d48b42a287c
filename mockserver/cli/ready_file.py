"""The file that says where the server answers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mockserver.cli.wrong_input import WrongInput


def write_ready_file(path: Path, url: str) -> None:
    """Write the URL so that a reader never sees half of it. Raises `WrongInput` when that cannot be done."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with _reported(path):
        partial.write_text(f"{url}\n", encoding="utf-8")
        partial.replace(path)


def remove_ready_file(path: Path) -> None:
    """Take the URL back, also one that an earlier run left. Raises `WrongInput` when that cannot be done."""
    with _reported(path):
        path.unlink(missing_ok=True)


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WrongInput(f"cannot write the ready file {path}: {error.strerror}") from None
