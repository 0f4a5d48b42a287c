import re

import pytest

from mockserver.auto.names import named_text, sample_text, usual_range
from mockserver.auto.spot import Spot


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("email", r"\S+@example\.com"),
        ("contactEmail", r"\S+@example\.com"),
        ("start_date", r"20\d\d-\d\d-\d\d"),
        ("homepage_url", r"https://.+"),
        ("user_id", r"id_\d{4}"),
        ("name", r"[A-Z]\S+ .+"),
        ("fullName", r"[A-Z]\S+ .+"),
        ("city", r"[A-Z].+"),
        ("cmd", "ls"),
        ("product_name", "Sample product name"),
        ("", "Sample text"),
    ],
)
def test_text_suits_its_name(name: str, form: str) -> None:
    assert re.fullmatch(form, named_text(Spot(b"x", name), ""))


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        ("city", "Book a room in San Francisco, please", "San Francisco"),
        ("location", "weather for Oslo", "Oslo"),
        ("search_query", "  cats\nand dogs ", "cats and dogs"),
        ("question", "a" * 300, "a" * 199 + "…"),
    ],
)
def test_what_the_user_said_serves(name: str, said: str, expected: str) -> None:
    assert expected == named_text(Spot(b"x", name), said)


def test_neighbours_differ() -> None:
    spot = Spot(b"x", "tags")

    assert ["Sample tags", "Sample tags 2"] == [sample_text(spot.item(index)) for index in range(2)]


@pytest.mark.parametrize(("name", "expected"), [("age", 18), ("birthYear", 2000), ("total_price", 5), ("thing", 1)])
def test_numbers_suit_their_name(name: str, expected: int) -> None:
    assert expected == usual_range(name).least


def test_people_are_the_same_for_the_same_chance() -> None:
    first, again, other = (named_text(Spot(chance, "name"), "") for chance in (b"1", b"1", b"2"))

    assert first == again != other
