"""A response in the middle of its stream."""

import pytest

from mockserver.protocol.so_far import so_far
from mockserver.values import Event, JsonObject

RESPONSE: JsonObject = {"id": "r", "status": "in_progress", "output": []}
ITEMS: list[JsonObject] = [{"type": "message", "id": f"msg_{index}"} for index in range(3)]


def opening(name: str = "response.created", status: str = "in_progress") -> Event:
    return {"type": name, "response": {**RESPONSE, "status": status}}


def done(index: int) -> Event:
    return {"type": "response.output_item.done", "output_index": index, "item": ITEMS[index]}


def added(index: int) -> Event:
    return {"type": "response.output_item.added", "output_index": index, "item": ITEMS[index]}


def ended(status: str) -> Event:
    return {"type": f"response.{status}", "response": {**RESPONSE, "status": status, "output": ITEMS}}


def test_no_events_tell_nothing() -> None:
    assert ({}, False) == so_far([], "openai")


def test_the_latest_response_counts() -> None:
    events = [opening(status="queued"), opening("response.queued", "queued"), opening("response.in_progress")]

    assert ["queued", "queued", "in_progress"] == [
        so_far(events[:count], "openai").response["status"] for count in (1, 2, 3)
    ]


def test_only_items_that_are_done_are_shown() -> None:
    events = [opening(), added(0), done(0), added(1)]

    assert ITEMS[:1] == so_far(events, "openai").response["output"]


def test_items_stand_in_their_order() -> None:
    assert ITEMS == so_far([opening(), done(2), done(0), done(1)], "openai").response["output"]


@pytest.mark.parametrize("status", ["completed", "incomplete", "failed"])
def test_the_last_event_tells_the_whole(status: str) -> None:
    last = ended(status)

    assert (last["response"], True) == so_far([opening(), done(0), last], "openai")


def test_events_of_other_kinds_change_nothing() -> None:
    odd: list[Event] = [{"type": "acme.event", "response": {}}, {"type": "response.created", "response": 7}]

    assert (RESPONSE, False) == so_far([opening(), *odd], "openai")


def test_what_was_given_stays_as_it_was() -> None:
    first = opening()
    so_far([first, done(0)], "openai")

    assert opening() == first
