"""What is said when the oldest goes."""

import pytest

from mockserver.cli.evictions import Evictions


@pytest.mark.parametrize(("count", "lines"), [(0, 0), (1, 1), (9, 1), (10, 2), (99, 2), (100, 3), (1000, 4)])
def test_lines_become_rarer(count: int, lines: int) -> None:
    said: list[str] = []
    evictions = Evictions(5, said.append)
    for number in range(count):
        evictions.note(f"resp_{number}")

    assert lines == len(said)


@pytest.mark.parametrize(
    ("session", "where"),
    [("default", ""), ("tests/a.py::b", " in session tests/a.py::b"), ("a\u202eb", r" in session a\u202eb")],
    ids=["default", "named", "hostile"],
)
def test_the_first_names_the_option_and_the_session(session: str, where: str) -> None:
    said: list[str] = []
    evictions = Evictions(5, said.append, session)
    for number in range(10):
        evictions.note(f"resp_{number}")

    assert [
        f"mockserver: resp_0 is forgotten{where}, since 5 newer ones are kept (--max-stored).",
        f"mockserver: 10 responses and conversations are forgotten{where} by now (--max-stored).",
    ] == said
