from pathlib import Path

import pytest

from mockserver.scenario.configuration import Configuration, load_configuration
from mockserver.scenario.terms import Terms
from mockserver.values import ScenarioError


def load(folder: Path, text: str, name: str = "mockserver.yaml") -> Configuration:
    file = folder / name
    file.write_text(text)
    return load_configuration(file)


@pytest.mark.parametrize("name", ["mockserver.yaml", "mockserver.json"])
def test_a_file_says_dialect_clock_and_contract(tmp_path: Path, name: str) -> None:
    text = '{"dialect": "open-responses", "clock": "manual", "contract": {"mode": "report", "rules": {"a": "off"}}}'

    expected = Configuration(
        dialect="open-responses", clock="manual", contract=Terms(mode="report", rules={"a": "off"})
    )
    assert expected == load(tmp_path, text, name)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "contract:\n", "{}"])
def test_an_empty_file_says_nothing(tmp_path: Path, text: str) -> None:
    assert Configuration() == load(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dialekt: x", "1:1: unknown key 'dialekt' in a configuration; did you mean 'dialect'?"),
        ("contract:\n  mode: on", "2:3: 'mode' must be 'enforce', 'report' or 'off', not the text \"on\""),
        ("[]", "1:1: the file must be a mapping, not a list"),
    ],
)
def test_a_wrong_file_is_one_clear_error(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(ScenarioError) as error:
        load(tmp_path, text)

    assert str(error.value).startswith(f"{tmp_path / 'mockserver.yaml'}:{expected}")
