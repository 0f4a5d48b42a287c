"""Files that are watched."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import pytest

from mockserver.cli.watch import Watch, folders_of, states_of

PATIENCE = 10


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with two scenarios, one of them deeper, and something else."""
    (tmp_path / "sub").mkdir()
    for name in ("one.yaml", "sub/two.json", "notes.txt"):
        (tmp_path / name).write_text("old")
    return tmp_path


def test_files_and_what_is_in_folders_have_a_state(folder: Path) -> None:
    names = {str(state.path.relative_to(folder)) for state in states_of([folder, folder / "none.yaml"])}

    assert {"one.yaml", "sub/two.json"} == names
    assert 1 == len(states_of([folder / "notes.txt"]))


def rewrite(folder: Path) -> None:
    (folder / "one.yaml").write_text("newer")


def replace(folder: Path) -> None:
    (folder / ".one.swp").write_text("new")
    (folder / ".one.swp").replace(folder / "one.yaml")


def add(folder: Path) -> None:
    (folder / "new.yml").touch()


def delete(folder: Path) -> None:
    (folder / "sub" / "two.json").unlink()


def rename(folder: Path) -> None:
    (folder / "one.yaml").rename(folder / "three.yaml")


def touch(folder: Path) -> None:
    os.utime(folder / "one.yaml", ns=(0, 1))


CHANGES = [rewrite, replace, add, delete, rename, touch]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_shows_in_the_states(folder: Path, change: Callable[[Path], None]) -> None:
    before = states_of([folder])
    change(folder)

    assert before != states_of([folder])


def test_other_files_do_not_show(folder: Path) -> None:
    before = states_of([folder])
    (folder / "notes.txt").write_text("newer")

    assert before == states_of([folder])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("one.yaml", {"."}, id="a file"),
        pytest.param("sub", {".", "sub"}, id="a folder"),
        pytest.param("gone/deep/one.yaml", {"."}, id="what is not there"),
    ],
)
def test_a_change_may_come_in_these_folders(folder: Path, name: str, expected: set[str]) -> None:
    assert {(folder / one).absolute() for one in expected} == folders_of([folder / name])


@contextmanager
def watching(*paths: Path) -> Iterator[SimpleQueue[None]]:
    """Watch paths; give what takes something for each change."""
    changes: SimpleQueue[None] = SimpleQueue()
    watch = Watch(paths)
    watch.start(lambda: changes.put(None))
    try:
        yield changes
    finally:
        watch.stop()


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_told(folder: Path, change: Callable[[Path], None]) -> None:
    with watching(folder) as changes:
        change(folder)

        assert changes.get(timeout=PATIENCE) is None


@pytest.mark.parametrize("change", [rewrite, replace, rename, touch])
def test_a_single_file_is_watched_too(folder: Path, change: Callable[[Path], None]) -> None:
    with watching(folder / "one.yaml") as changes:
        change(folder)

        assert changes.get(timeout=PATIENCE) is None


def test_a_change_before_the_watch_begins_is_told(folder: Path) -> None:
    changes: SimpleQueue[None] = SimpleQueue()
    watch = Watch([folder])
    rewrite(folder)
    watch.start(lambda: changes.put(None))

    assert changes.get(timeout=PATIENCE) is None
    watch.stop()


def test_a_folder_that_comes_later_is_watched(folder: Path) -> None:
    with watching(folder) as changes:
        (folder / "later").mkdir()
        (folder / "later" / "one.yaml").touch()
        changes.get(timeout=PATIENCE)
        (folder / "later" / "one.yaml").write_text("new")

        assert changes.get(timeout=PATIENCE) is None


def test_what_is_stopped_tells_nothing_more(folder: Path) -> None:
    with watching(folder) as changes:
        pass
    rewrite(folder)

    assert changes.empty()
