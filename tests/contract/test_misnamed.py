import pytest

from mockserver.contract.misnamed import ELSEWHERE, meant_name

KNOWN = ["input", "max_output_tokens", "reasoning", "temperature", "text", "tools", "top_p", "truncation"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("temprature", "temperature"),
        ("inptu", "input"),
        ("messages", "input"),
        ("response_format", "text.format"),
        ("reasoning_effort", "reasoning.effort"),
        ("functions", "tools"),
        ("system", None),
        ("top_k", None),
        ("context", None),
        ("t" * 65, None),
    ],
)
def test_what_was_meant(name: str, expected: str | None) -> None:
    assert expected == meant_name((name,), KNOWN)


def test_names_of_other_apis_are_those_of_parameters() -> None:
    assert meant_name(("tool", "messages"), KNOWN) is None
    assert "message" == meant_name(("tool", "messages"), ["message"])


def test_what_is_elsewhere_is_no_name_of_ours() -> None:
    assert all(place is None or place.partition(".")[0] not in ELSEWHERE for place in ELSEWHERE.values())
