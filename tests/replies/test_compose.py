"""A reply as a response and its events."""

import pytest

from mockserver.protocol.checker import check
from mockserver.replies.compose import Composition, Values
from mockserver.scenario.model import ItemsReply
from mockserver.values import DIALECTS, Dialect, JsonObject

VALUES = Values("0f" * 23, 1, 2, 7, {"model": "m"})


def composed(reply: JsonObject, dialect: Dialect) -> Composition:
    return Composition(ItemsReply.model_validate(reply), VALUES, dialect)


def test_a_cut_item_is_marked_where_it_has_a_status() -> None:
    reply = {"output": [{"message": "A"}, {"reasoning": "B"}], "status": "incomplete"}
    statuses = [[item.get("status") for item in composed(reply, dialect).items] for dialect in DIALECTS]

    assert [["completed", None], ["completed", "incomplete"]] == statuses


@pytest.mark.parametrize(
    ("usage", "details"),
    [
        ({}, [{"cached_tokens": 0, "cache_write_tokens": 0}, {"cached_tokens": 0}]),
        ({"cache_write_tokens": 3}, [{"cached_tokens": 0, "cache_write_tokens": 3}] * 2),
    ],
    ids=["counted", "the author's"],
)
def test_cache_writes_are_counted_where_the_dialect_does(usage: JsonObject, details: list[JsonObject]) -> None:
    reply = {"output": [{"message": "A"}], "usage": usage}

    assert details == [composed(reply, dialect).usage["input_tokens_details"] for dialect in DIALECTS]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("status", ["completed", "incomplete", "failed"])
@pytest.mark.parametrize("after", [2, 5, 12, None])
def test_broken_off_stream_is_correct(after: int | None, status: str, dialect: Dialect) -> None:
    fault = {"error_event": {} if after is None else {"after": after}}
    output = [{"message": "One two three"}, {"message": "Four"}]
    events = composed({"output": output, "status": status, "fault": fault}, dialect).events

    assert [] == check(events, dialect)


CUT = {"message": {"text": "A", "status": "incomplete"}}
WHOLE = {"message": "B"}


@pytest.mark.parametrize(
    ("output", "status", "places"),
    [
        ([CUT], "completed", [[0], [0]]),
        ([CUT], "incomplete", [[], []]),
        ([WHOLE, CUT], "incomplete", [[], []]),
        ([CUT, WHOLE], "incomplete", [[], [0]]),
        ([WHOLE, CUT], "failed", [[], [1]]),
        ([WHOLE], "completed", [[], []]),
    ],
    ids=["completed", "incomplete", "last of two", "first of two", "failed", "none"],
)
def test_cut_item_has_its_place_in_each_dialect(output: list[JsonObject], status: str, places: list[list[int]]) -> None:
    replies = [composed({"output": output, "status": status}, dialect) for dialect in DIALECTS]

    assert places == [[place for place, _ in reply.misplaced_cuts] for reply in replies]
