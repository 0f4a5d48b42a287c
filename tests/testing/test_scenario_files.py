"""Scenario files by their names."""

from pathlib import Path

import pytest

from mockserver import MockServer, ScenarioError
from mockserver.testing.scenario_files import folders_beside, named
from mockserver.values import Place
from tests.testing.asking import ask, words

PLACE = Place("test_x.py", 7, 5)


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"steps: [{{reply: [{{message: {text}}}]}}]")
    return file


@pytest.mark.parametrize("where", ["weather.yaml", "weather.yml", "scenarios/weather.yaml", "fixtures/weather.yaml"])
@pytest.mark.parametrize("how", ["name", "file", "path"])
def test_a_file_is_found(where: str, how: str, tmp_path: Path) -> None:
    file = write(tmp_path / where, "Hi.")
    given = {"name": "weather", "file": file.name, "path": str(file)}[how]

    assert [str(file)] == [one.place().file for one in named(given, folders_beside(tmp_path), PLACE)]


@pytest.mark.parametrize("name", ["weather", "."])
def test_a_file_below_the_current_folder_is_seen_from_there(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "weather.yaml", "Hi.")
    monkeypatch.chdir(tmp_path.parent)

    assert [f"{tmp_path.name}/weather.yaml"] == [one.place().file for one in named(name, [tmp_path], PLACE)]


def test_a_json_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "weather.json").write_text('{"steps": [{"reply": []}]}')

    assert ["weather"] == [one.name for one in named("weather", [tmp_path], PLACE)]


def test_the_first_folder_counts(tmp_path: Path) -> None:
    files = [write(tmp_path / folder / "text.yaml", folder) for folder in ("b", "a")]

    assert [str(files[0])] == [one.place().file for one in named("text", [file.parent for file in files], PLACE)]


def test_a_folder_is_all_its_scenarios(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write(tmp_path / "many" / f"{name}.yaml", name)

    assert ["a", "b"] == [one.name for one in named("many/", [tmp_path], PLACE)]


def test_shipped_scenarios_come_last(tmp_path: Path) -> None:
    assert "fixtures" == Path(named("text", [tmp_path], PLACE)[0].place().file).parent.name


def test_a_file_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path / "weather.yaml", "Hi.")
    first, second = (named(file, [], PLACE)[0] for _ in range(2))

    assert first is second


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    first = named(write(tmp_path / "weather.yaml", "Hi."), [], PLACE)[0]
    changed = write(tmp_path / "weather.yaml", "Good morning.")

    assert first != named(changed, [], PLACE)[0]


def test_what_is_not_there_has_near_names(tmp_path: Path) -> None:
    write(tmp_path / "weather_in_paris.yaml", "Hi.")

    with pytest.raises(ScenarioError) as raised:
        named("weather_in_pris", [tmp_path], PLACE)
    assert (
        f"test_x.py:7:5: no scenario 'weather_in_pris' in {tmp_path}, nor among the shipped; the nearest are weather_in_paris"
        == str(raised.value).partition(", weather")[0]
    )


def test_what_is_like_nothing_has_none() -> None:
    with pytest.raises(ScenarioError, match=r"no scenario 'qqqqqq' in the current folder, nor among the shipped$"):
        named("qqqqqq", [], PLACE)


def test_a_broken_file_says_where(tmp_path: Path) -> None:
    file = tmp_path / "weather.yaml"
    file.write_text("stps: []")

    with pytest.raises(ScenarioError, match=r"weather.yaml:1:1: unknown key 'stps'"):
        named(file, [], PLACE)


def test_it_is_looked_for_beside_the_test(local: MockServer) -> None:
    local.load("beside")

    assert "Beside the tests." == words(ask(local))
