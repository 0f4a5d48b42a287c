"""The shipped scenarios, parsed beforehand."""

from pathlib import Path

import pytest

from mockserver import resources
from mockserver.scenario.__main__ import rebuild
from mockserver.scenario.bundle import EMPTY, bundle_file, digest, read_bundle
from mockserver.scenario.load import load, load_all
from mockserver.values import ScenarioError

FOLDER = resources.fixtures()
COMMAND = "python -m mockserver.scenario fixtures"
TEXT = "steps:\n  - reply: [message: Hi]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(TEXT)
    rebuild(tmp_path)
    return tmp_path


def test_the_bundle_is_that_of_the_fixtures(tmp_path: Path) -> None:
    for file in FOLDER.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    rebuild(tmp_path)

    assert bundle_file(tmp_path).read_bytes() == bundle_file(FOLDER).read_bytes(), f"a fixture changed: run `{COMMAND}`"


def test_the_same_scenarios_come_out_of_it() -> None:
    parsed, bundled = load_all([FOLDER]), load_all([FOLDER], read_bundle(FOLDER))

    assert [repr(one) for one in parsed] == [repr(one) for one in bundled]


def test_places_are_those_of_the_text(folder: Path) -> None:
    place = load(folder / "a.yaml", read_bundle(folder)).place("steps", 0, "replies", 0, "output", 0)

    assert (str(folder / "a.yaml"), 2, 13) == (place.file, place.line, place.column)


def test_an_edited_file_is_parsed_again(folder: Path) -> None:
    (folder / "a.yaml").write_text(TEXT.replace("Hi", "Ho"))
    scenario = load(folder / "a.yaml", read_bundle(folder))

    assert load(folder / "a.yaml") == scenario
    assert "Ho" in repr(scenario)


def test_what_is_wrong_in_a_bundled_file_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXT.replace("reply", "replay"))
    rebuild(tmp_path)

    with pytest.raises(ScenarioError, match=r"a\.yaml:2:5: .*reply"):
        load_all([tmp_path], read_bundle(tmp_path))


def test_a_folder_without_a_bundle_is_parsed(tmp_path: Path) -> None:
    assert EMPTY == read_bundle(tmp_path)


def test_different_texts_have_different_digests() -> None:
    assert digest(TEXT) != digest(TEXT + "\n")
