"""A reply as a response and its events."""

import pytest

from mockserver.protocol.checker import check
from mockserver.protocol.inclusion import EVERYTHING
from mockserver.protocol.wishes import NONE
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


def test_call_sees_what_it_asks_for() -> None:
    reply = ItemsReply.model_validate({"output": [{"code_interpreter_call": {"code": "1", "logs": "1"}}]})
    outputs = [Composition(reply, VALUES, wishes=wishes).items[0]["outputs"] for wishes in (NONE, EVERYTHING)]

    assert [None, [{"type": "logs", "logs": "1"}]] == outputs


def test_what_a_call_asks_for_is_not_counted() -> None:
    reply = ItemsReply.model_validate({"output": [{"message": "One two"}, {"reasoning": "Think."}]})
    usages = [Composition(reply, VALUES, wishes=wishes).usage for wishes in (NONE, EVERYTHING)]

    assert usages[0] == usages[1]


def test_tokens_are_the_deltas_that_the_author_wants() -> None:
    reply = ItemsReply.model_validate({"output": [{"message": "One two"}], "stream": {"chunks": [4, "rest"]}})
    [item] = Composition(reply, VALUES, wishes=EVERYTHING).items

    assert ["One ", "two"] == [token["token"] for token in item["content"][0]["logprobs"]]


def test_partial_images_are_told_in_their_place() -> None:
    output = [{"message": "A"}, {"image_generation_call": {"partial_images": 2}}]
    events = composed({"output": output}, "openai").events

    assert [1, 1] == [event["output_index"] for event in events if event["type"].endswith(".partial_image")]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_deltas_are_padded_when_a_call_wants_it(dialect: Dialect) -> None:
    reply = ItemsReply.model_validate({"output": [{"message": "One two"}]})
    events = Composition(reply, VALUES, dialect, NONE._replace(obfuscates=True)).events

    assert [event["type"].endswith(".delta") for event in events] == ["obfuscation" in event for event in events]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_failure_may_follow_an_error_in_any_dialect(dialect: Dialect) -> None:
    fault = {"error_event": {"after": 3, "then_failed": True}}
    events = composed({"output": [{"message": "A"}], "fault": fault}, dialect).events

    assert ["error", "response.failed"] == [event["type"] for event in events[-2:]]


def test_stream_is_made_anew_each_time() -> None:
    composition = composed({"output": [{"message": "A"}]}, "openai")

    assert [*composition.stream()] == [*composition.stream()]
