import pytest

from mockserver.values import Violation, path_of, words


@pytest.mark.parametrize(
    ("param", "expected"),
    [
        (None, ()),
        ("", ()),
        ("input", ("input",)),
        ("input[3].content[0].type", ("input", 3, "content", 0, "type")),
        ("events[12]", ("events", 12)),
        ("[1].a", (1, "a")),
    ],
)
def test_a_param_is_a_path(param: str | None, expected: tuple[str | int, ...]) -> None:
    assert expected == path_of(param)


@pytest.mark.parametrize(
    ("violation", "expected"),
    [
        (Violation("r", "Wrong."), "Wrong."),
        (Violation("r", "Two\n  lines."), "Two lines."),
        (Violation("r", "Wrong.", "input[0]"), "input[0]: Wrong."),
        (Violation("r", "Unknown parameter: 'user'.", "user"), "Unknown parameter: 'user'."),
    ],
)
def test_a_violation_is_one_line_with_its_place(violation: Violation, expected: str) -> None:
    assert expected == words(violation)
