"""What an author reads of a wrong file is one line."""

import pytest

from mockserver.values import Place, ScenarioError


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x85", "\u2028"], ids=ascii)
def test_a_message_is_one_line(end: str) -> None:
    assert "a.yaml:1:2: no 'x y' here" == str(ScenarioError(Place("a.yaml", 1, 2), f"no 'x{end}y' here"))
