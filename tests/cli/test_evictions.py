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


def test_the_first_names_the_option() -> None:
    said: list[str] = []
    evictions = Evictions(5, said.append)
    for number in range(10):
        evictions.note(f"resp_{number}")

    assert [
        "mockserver: resp_0 is forgotten, since 5 newer ones are kept (--max-stored).",
        "mockserver: 10 responses and conversations are forgotten by now (--max-stored).",
    ] == said
