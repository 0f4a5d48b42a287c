"""The page that lists the fixtures."""

from pathlib import Path

from tests.laws.page import page
from tests.laws.player import scenarios

PAGE = Path(__file__).parents[2] / "docs" / "fixtures.md"
REWRITE = "python -m tests.laws.page > docs/fixtures.md"


def test_the_page_is_what_playing_gives() -> None:
    assert page() == PAGE.read_text(), f"docs/fixtures.md is out of date; write it with: {REWRITE}"


def test_every_fixture_is_on_it_once() -> None:
    listed = [line.split("`")[1] for line in page().splitlines() if line.startswith("| `")]

    assert sorted(scenario.name for scenario in scenarios()) == sorted(listed)


def test_every_fixture_says_what_it_is() -> None:
    assert [] == [scenario.name for scenario in scenarios() if not (scenario.description or "").endswith(".")]
