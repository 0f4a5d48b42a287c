"""Files that are looked at while they are in use."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Final, NamedTuple

from mockserver.scenario.source_file import SUFFIXES

_LOOK_EVERY: Final = 500
"""Milliseconds after which they are looked at though nobody told of a change, as network drives do not."""


class State(NamedTuple):
    """What tells a file from what it was before."""

    path: Path
    inode: int
    size: int
    changed: int


def states_of(paths: Sequence[Path]) -> frozenset[State]:
    """Look at files, and at those below folders that may hold scenarios; what is not there is left out."""
    return frozenset(state for path in paths for file in _files(path) for state in _state(file))


def _files(path: Path) -> Sequence[Path]:
    # Unlike those of Path it does not mind a folder that goes in the meantime.
    below = [Path(folder, name) for folder, _, names in os.walk(path) for name in names if name.endswith(SUFFIXES)]
    return below or [path]


def _state(file: Path) -> Iterator[State]:
    try:
        found = file.stat()
    except OSError:
        return
    yield State(file, found.st_ino, found.st_size, found.st_mtime_ns)


def folders_of(paths: Sequence[Path]) -> frozenset[Path]:
    """Name the folders in which a change may concern these files and folders.

    A file is watched through its folder, since many editors put a new one in its place; so is what is not there now.
    """
    return frozenset(folder for path in paths for folder in _folders(path.absolute()))


def _folders(path: Path) -> Iterator[Path]:
    yield next((above for above in path.parents if above.is_dir()), path)
    yield from (Path(folder) for folder, _, _ in os.walk(path))


class Watch:
    """Looks, in a thread of its own, whether files changed, came or went since it was made."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._seen = states_of(paths)
        self._ended = Event()
        self._thread: Thread | None = None

    def start(self, changed: Callable[[], None]) -> None:
        """Call `changed` after each change, in the thread."""
        self._thread = Thread(target=self._run, args=(changed,), name="mockserver watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it; once this returns, nothing is called any more."""
        self._ended.set()
        if self._thread:
            self._thread.join()

    def _run(self, changed: Callable[[], None]) -> None:
        while not self._ended.is_set():
            # A folder may go before it is watched; then others are the right ones.
            with suppress(FileNotFoundError):
                self._watch(folders_of(self._paths), changed)

    def _watch(self, folders: frozenset[Path], changed: Callable[[], None]) -> None:
        """Watch these folders for as long as they are the right ones."""
        from watchfiles import watch  # most servers watch nothing

        for _ in watch(
            *folders,
            watch_filter=None,
            stop_event=self._ended,
            rust_timeout=_LOOK_EVERY,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        ):
            if self._differ():
                changed()
            if folders_of(self._paths) != folders:
                return

    def _differ(self) -> bool:
        before, self._seen = self._seen, states_of(self._paths)
        return self._seen != before
