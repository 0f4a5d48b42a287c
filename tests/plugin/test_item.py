"""What a test asks for."""

from pathlib import Path

import pytest

from mockserver.plugin.item import folders, session_name
from mockserver.session.session_name import wrong_name

ROOT = Path("/project")


@pytest.mark.parametrize("node_id", ["test_it.py::test_a", "tests/test_é.py::TestIt::test_a[x/y-100%]", "x" * 200])
def test_a_session_is_named_after_its_test(node_id: str) -> None:
    assert node_id == session_name(node_id)


@pytest.mark.parametrize("node_id", ["x" * 201, "x" * 1000, "a\nb", "\udc80", "\x00"], ids=ascii)
def test_a_name_that_would_not_do_is_made_good(node_id: str) -> None:
    assert wrong_name(node_id)
    assert wrong_name(session_name(node_id)) is None


def test_names_that_are_made_good_differ() -> None:
    node_ids = ["x" * 201, "x" * 202, "x" * 200 + "y", "a\nb", "a\tb", "a_b"]

    assert len(node_ids) == len({*map(session_name, node_ids)})


def test_the_nearest_folder_comes_first() -> None:
    found = folders(ROOT / "tests/agents", (Path("/shared"),), ROOT)

    assert [
        "/project/tests/agents",
        "/project/tests/agents/scenarios",
        "/project/tests/agents/fixtures",
        "/shared",
        "/project",
        "/project/scenarios",
        "/project/fixtures",
    ] == [*map(str, found)]


def test_no_folder_is_looked_at_twice() -> None:
    found = folders(ROOT, (ROOT / "scenarios",), ROOT)

    assert ["/project", "/project/scenarios", "/project/fixtures"] == [*map(str, found)]
