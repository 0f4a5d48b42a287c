"""Streams of every item, ended early at every point."""

from pathlib import Path
from typing import Any

import pytest

from mockserver.contract.contract import Contract
from mockserver.protocol.break_off import break_off
from mockserver.protocol.checker import check
from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.item_types.extension import is_extension
from mockserver.protocol.outcome import Outcome, is_cut
from mockserver.protocol.usage import usage
from mockserver.values import DIALECTS, Dialect, Event, JsonObject
from tests.protocol.item_bodies import CASE_IDS, CASES
from tests.protocol.played import items_of, stream_of

CONTRACTS = {dialect: Contract.shipped(Path(__file__).parents[2] / "contracts", dialect) for dialect in DIALECTS}
CANCELLED, STEERED = Outcome("cancelled"), Outcome("incomplete", reason="steered")
EVERY = pytest.mark.parametrize(("dialect", "name", "body"), CASES, ids=CASE_IDS)
TALK: list[tuple[str, Any]] = [("reasoning", "Think."), ("message", "Hello."), ("function_call", {"name": "look"})]


def told_by(dialect: Dialect, name: str, body: Any) -> list[Event]:
    """Tell an item between two others; one that breaks off itself is the last."""
    items = items_of([("message", "Before."), (name, body), ("message", "After.")], dialect)
    if is_cut(items[1], DIALECT_ROWS[dialect]):
        return stream_of(items[:2], Outcome("incomplete", reason="max_output_tokens"), dialect)
    return stream_of(items, dialect=dialect)


def broken(events: list[Event], at: int, outcome: Outcome = CANCELLED, dialect: Dialect = "openai") -> list[Event]:
    return [*events[:at], *break_off(events[:at], events[at:], outcome, usage(1, 2, 3), dialect)]


def output(events: list[Event]) -> list[JsonObject]:
    return list(events[-1]["response"]["output"])


@EVERY
def test_the_whole_is_a_good_stream_wherever_it_breaks_off(dialect: Dialect, name: str, body: Any) -> None:
    events = told_by(dialect, name, body)
    whole = [broken(events, at, dialect=dialect) for at in range(1, len(events))]

    assert [] == [violation for one in whole for violation in check(one, dialect)]
    assert all(one[:at] == events[:at] for at, one in enumerate(whole, 1))


@EVERY
def test_its_items_are_good_wherever_it_breaks_off(dialect: Dialect, name: str, body: Any) -> None:
    events = told_by(dialect, name, body)
    items = [item for at in range(1, len(events)) for item in output(broken(events, at, dialect=dialect))]
    known = [item for item in items if not is_extension(item["type"])]

    assert [] == [violation for item in known for violation in CONTRACTS[dialect].item_violations(item)]


@pytest.mark.parametrize("outcome", [CANCELLED, STEERED], ids=["cancelled", "steered"])
def test_the_last_event_bears_the_response_at_its_end(outcome: Outcome) -> None:
    last = broken(stream_of(items_of(TALK)), 5, outcome)[-1]

    assert (outcome.event, outcome.status) == (last["type"], last["response"]["status"])
    assert usage(1, 2, 3) == last["response"]["usage"]


def test_a_text_stays_as_far_as_it_was_told() -> None:
    events = stream_of(items_of([("message", "one two three")]))
    at = next(index for index, event in enumerate(events) if event["type"] == "response.output_text.delta") + 1
    [message] = output(broken(events, at))

    assert ("incomplete", events[at - 1]["delta"]) == (message["status"], message["content"][0]["text"])


def test_items_that_are_done_stay_whole() -> None:
    events = stream_of(items_of(TALK))
    done = [index for index, event in enumerate(events, 1) if event["type"] == "response.output_item.done"]

    assert [output(events)[: count + 1] for count in range(3)] == [output(broken(events, at)) for at in done]


def test_before_any_item_there_is_none() -> None:
    events = stream_of(items_of(TALK))

    assert [[], []] == [output(broken(events, at)) for at in (1, 2)]


def test_the_events_are_numbered_on() -> None:
    whole = broken(stream_of(items_of(TALK)), 6)

    assert [*range(len(whole))] == [event["sequence_number"] for event in whole]


def test_what_was_told_is_not_changed() -> None:
    events, again = stream_of(items_of(TALK)), stream_of(items_of(TALK))
    broken(events, 5)

    assert again == events


def test_two_open_items_both_go_on_as_planned_though_it_is_read_once() -> None:
    items = [{"id": f"x_{at}", "type": "acme:trace", "status": "completed"} for at in range(2)]
    told = stream_of([], dialect="open-responses")[:1] + [
        _item_event("added", at, item) for at, item in enumerate(items)
    ]
    planned = [_item_event("done", at, item) for at, item in enumerate(items)]

    tail = break_off(told, iter(planned), CANCELLED, None, "open-responses")

    assert items == [event["item"] for event in tail[:-1]]


def _item_event(end: str, at: int, item: JsonObject) -> Event:
    return {"type": f"response.output_item.{end}", "output_index": at, "item": item}
