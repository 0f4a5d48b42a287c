"""Files that a reader never sees half of."""

from pathlib import Path

import pytest

from mockserver.cli.whole_file import make_room, remove, write_whole
from mockserver.cli.wrong_input import WrongInput


@pytest.mark.parametrize("before", [None, "old and longer"], ids=["new", "in the place of another"])
def test_a_file_is_written(tmp_path: Path, before: str | None) -> None:
    file = tmp_path / "r.txt"
    if before:
        file.write_text(before)
    write_whole(file, "new ✓", "report")

    assert ("new ✓", [file]) == (file.read_text(encoding="utf-8"), [*tmp_path.iterdir()])


@pytest.mark.parametrize("act", [remove, make_room])
@pytest.mark.parametrize("before", [None, "old"], ids=["nothing there", "something there"])
def test_what_was_there_goes(tmp_path: Path, act: type, before: str | None) -> None:
    if before:
        (tmp_path / "r.txt").write_text(before)
    act(tmp_path / "r.txt", "report")

    assert [] == [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("no/r.txt", "No such file or directory", id="no folder"),
        pytest.param("folder", "Is a directory", id="a folder"),
        pytest.param("file/r.txt", "Not a directory", id="a file for a folder"),
    ],
)
@pytest.mark.parametrize("act", [make_room, lambda path, called: write_whole(path, "", called)], ids=["room", "text"])
def test_where_nothing_can_be_written_is_told(tmp_path: Path, act: type, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(WrongInput) as caught:
        act(tmp_path / name, "report")

    assert f"cannot write the report {tmp_path / name}: {reason}" == caught.value.message
