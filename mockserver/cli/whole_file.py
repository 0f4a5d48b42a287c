"""Files that a reader never sees half of."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mockserver.cli.wrong_input import WrongInput


def write_whole(path: Path, text: str, called: str) -> None:
    """Put a text in the place of what is there. Raises `WrongInput` when that cannot be done."""
    partial = _partial(path)
    with _reported(path, called):
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)


def remove(path: Path, called: str) -> None:
    """Take a file away, also one that an earlier run left. Raises `WrongInput` when that cannot be done."""
    with _reported(path, called):
        path.unlink(missing_ok=True)


def make_room(path: Path, called: str) -> None:
    """Take away what an earlier run left, and make sure that there can be written. Raises `WrongInput`."""
    remove(path, called)
    partial = _partial(path)
    with _reported(path, called):
        partial.touch()
        partial.unlink()


def _partial(path: Path) -> Path:
    return path.with_name(f"{path.name}.{os.getpid()}.partial")


@contextmanager
def _reported(path: Path, called: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WrongInput(f"cannot write the {called} {path}: {error.strerror}") from None
