"""Pages: which items, in which order, and whether there are more."""

from typing import Any

import pytest

from mockserver.protocol.page import Paging, listing, page, read_paging
from mockserver.values import JsonObject, Violation

ITEMS: list[JsonObject] = [{"id": name} for name in "abcde"]


def named(ids: str, has_more: bool = False) -> JsonObject:
    ends = (ids[0], ids[-1]) if ids else (None, None)
    data = [{"id": name} for name in ids]
    return {"object": "list", "data": data, "first_id": ends[0], "last_id": ends[1], "has_more": has_more}


@pytest.mark.parametrize(
    ("wanted", "ids", "has_more"),
    [
        ({}, "edcba", False),
        ({"order": "asc"}, "abcde", False),
        ({"limit": 2}, "ed", True),
        ({"limit": 5}, "edcba", False),
        ({"limit": 2, "order": "asc"}, "ab", True),
        ({"after": "d"}, "cba", False),
        ({"after": "d", "limit": 2}, "cb", True),
        ({"after": "d", "limit": 3}, "cba", False),
        ({"after": "d", "order": "asc"}, "e", False),
        ({"after": "a"}, "", False),
        ({"after": "e", "order": "asc", "limit": 1}, "", False),
    ],
    ids=str,
)
def test_page(wanted: dict[str, Any], ids: str, has_more: bool) -> None:
    assert named(ids, has_more) == page(ITEMS, **wanted)


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 9])
def test_pages_together_are_the_list(limit: int, order: Any) -> None:
    data: list[JsonObject] = []
    after, has_more = None, True
    while has_more:
        found = page(ITEMS, after=after, limit=limit, order=order)
        assert not isinstance(found, Violation)
        data, after, has_more = [*data, *found["data"]], found["last_id"], found["has_more"]

    assert (ITEMS if order == "asc" else ITEMS[::-1]) == data


def test_an_item_that_stands_in_a_list_twice_is_on_one_page() -> None:
    twice: list[JsonObject] = [{"id": name} for name in "aba"]
    first = page(twice, limit=1, order="asc")

    assert named("a", has_more=True) == first
    assert named("b") == page(twice, after="a", limit=1, order="asc")
    assert named("ba") == page(twice)


def test_an_empty_list_has_no_ids() -> None:
    assert named("") == page([]) == listing([])


@pytest.mark.parametrize("items", [ITEMS, []], ids=["items", "no items"])
def test_an_unknown_item_is_refused(items: list[JsonObject]) -> None:
    found = page(items, after="z")

    assert isinstance(found, Violation)
    assert (400, "after") == (found.status, found.param)
    assert "'z'" in found.message


@pytest.mark.parametrize(
    ("query", "paging"),
    [
        ({}, Paging()),
        ({"after": "a", "limit": "5", "order": "asc"}, Paging("a", 5, "asc")),
        ({"after": "", "limit": "", "order": ""}, Paging()),
        ({"order": "up", "limit": "many"}, Paging()),
        ({"limit": "0"}, Paging(limit=1)),
        ({"limit": "-3"}, Paging(limit=1)),
        ({"limit": "101"}, Paging(limit=100)),
        ({"limit": ["3", "4"], "order": ["desc", "asc"], "after": ["a", "b"]}, Paging("b", 4, "asc")),
        ({"limit": [], "after": 7}, Paging()),
    ],
    ids=str,
)
def test_the_query_is_read_leniently(query: JsonObject, paging: Paging) -> None:
    assert paging == read_paging(query)
