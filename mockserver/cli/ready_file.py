"""The file that says where the server answers."""

from pathlib import Path
from typing import Final

from mockserver.cli.whole_file import remove, write_whole

_CALLED: Final = "ready file"


def write_ready_file(path: Path, url: str) -> None:
    """Write the URL so that a reader never sees half of it. Raises `WrongInput` when that cannot be done."""
    write_whole(path, f"{url}\n", _CALLED)


def remove_ready_file(path: Path) -> None:
    """Take the URL back, also one that an earlier run left. Raises `WrongInput` when that cannot be done."""
    remove(path, _CALLED)
