"""Responses that are ended early, at every point of their stream."""

from collections.abc import Iterator

import pytest

from mockserver.protocol.checker import check
from mockserver.protocol.usage import output_tokens
from mockserver.session.record import Record
from mockserver.values import Dialect, Event
from tests.session.client import contract
from tests.session.life import CREATE, Life, read

LONG = """
stubs:
  - reply:
      output:
        - {message: abcdef}
        - {reasoning: {summary: Think}}
        - {web_search_call: {query: cats}}
        - {function_call: {name: look, arguments: {a: 1}}}
        - {code_interpreter_call: {code: x = 1}}
        - {message: The end.}
      background: {queued: 5s}
      stream: {chunks: [2, 2, rest], between: 10s}
"""
TALK = LONG.replace("        - {function_call: {name: look, arguments: {a: 1}}}\n", "")


def at(time: float, scenario: str = LONG) -> tuple[Life, str, Record]:
    """Have a response made in the background, and let some time pass."""
    one = Life(scenario)
    made = str(one.create(background=True)["id"])
    one.clock.time = time
    record = one.session._desk.store.response(made)
    assert record
    return one, made, record


def moments(scenario: str = LONG) -> Iterator[float]:
    """Go through the times until the end."""
    _, _, record = at(0.0, scenario)
    time = 0.0
    while not record.progress.has_ended(time):
        yield time
        time += 2.5


def events(one: Life, response_id: str, time: float | None = None) -> list[Event]:
    one.clock.time = one.clock.time if time is None else time
    return one.about("retrieve", response_id, stream="true").events


def breaches(told: list[Event], dialect: Dialect = "openai") -> list[object]:
    """Hold a whole stream against the contract and the protocol."""
    return [*check(told, dialect), *(found for event in told for found in contract().event_violations(event, CREATE))]


def kinds(record: Record, time: float) -> list[str]:
    """List the types of the items that are done."""
    return [item["type"] for item in record.output(time)]


MOMENTS, TALKING = [*moments()], [*moments(TALK)]


def test_there_are_moments() -> None:
    assert 20 < len(MOMENTS)


@pytest.mark.parametrize("time", MOMENTS)
def test_a_cancelled_stream_keeps_what_was_told_and_ends_well(time: float) -> None:
    one, made, _ = at(time)
    told = events(one, made)
    cancelled = one.about("cancel", made).json
    whole = events(one, made, time + 1000)

    assert (told, []) == (whole[: len(told)], breaches(whole))
    assert ("cancelled", whole[-1]["response"]) == (cancelled["status"], cancelled)


@pytest.mark.parametrize("time", MOMENTS)
def test_cancelled_it_stays_cancelled(time: float) -> None:
    one, made, record = at(time)
    cancelled = one.about("cancel", made).json
    one.clock.time += 1000

    assert [cancelled] * 2 == [one.retrieve(made), one.about("cancel", made).json]
    assert (True, False) == (record.progress.has_ended(one.clock.time), record.steer(one.clock.time))


@pytest.mark.parametrize("time", MOMENTS)
def test_who_listens_hears_of_the_cancelling(time: float) -> None:
    one, made, _ = at(0.0)
    listener = one.about("retrieve", made, stream="true")
    assert listener.reply.reader
    one.clock.time = time
    first = read(listener.reply.reader, time)
    one.about("cancel", made)
    rest = read(listener.reply.reader, time)

    assert listener.raw + b"".join([*first, *rest]) == one.about("retrieve", made, stream="true").raw


@pytest.mark.parametrize("time", MOMENTS)
def test_a_steered_stream_ends_between_items_or_goes_on_to_its_end(time: float) -> None:
    one, made, record = at(time)
    told = events(one, made)
    assert record.steer(time)
    whole = events(one, made, time + 1000)

    assert (told, []) == (whole[: len(told)], breaches(whole))
    assert whole[-1]["response"]["status"] in ("incomplete", "completed")


@pytest.mark.parametrize("time", TALKING)
def test_a_steered_one_has_whole_items_and_says_why_it_ended(time: float) -> None:
    one, made, record = at(time, TALK)
    record.steer(time)
    one.clock.time = 1000.0
    ended = one.retrieve(made)

    assert ({"reason": "steered"}, "incomplete") == (ended["incomplete_details"], ended["status"])
    assert {item.get("status") for item in ended["output"]} <= {None, "completed"}
    assert output_tokens(ended["output"]) == ended["usage"]["output_tokens"]


def test_a_steered_one_ends_when_its_item_does() -> None:
    one, made, record = at(10.0)
    before = one.retrieve(made)
    record.steer(10.0)

    assert before == one.retrieve(made)


def test_a_cancelled_one_shows_what_is_asked_for() -> None:
    one, made, _ = at(40.0)
    one.about("cancel", made)
    asked = one.retrieve(made, include="message.output_text.logprobs")

    assert [False, True] == [bool(body["output"][0]["content"][0]["logprobs"]) for body in (one.retrieve(made), asked)]


def test_one_that_calls_the_client_is_not_cut() -> None:
    calling = [time for time in MOMENTS if "function_call" in kinds(at(time)[2], time)]
    one, made, record = at(calling[0])
    record.steer(calling[0])
    one.clock.time = 1000.0

    assert (6, "completed") == (len(record.output(1000.0)), one.retrieve(made)["status"])


def test_one_that_has_ended_is_neither_cancelled_nor_steered() -> None:
    one, made, record = at(1000.0)
    refused = one.about("cancel", made)

    assert (400, "Cannot cancel a completed response.") == (refused.status, refused.error["message"])
    assert (False, "completed") == (record.steer(1000.0), record.status(1000.0))


@pytest.mark.parametrize("looked", range(3))
def test_one_that_looks_move_is_cancelled_where_it_is(looked: int) -> None:
    one = Life("stubs: [{reply: {output: [{reasoning: A}, {message: Bc}], background: {polls: 3}}}]")
    made = one.create(background=True)["id"]
    for _ in range(looked):
        one.retrieve(made)
    cancelled = one.about("cancel", made).json
    whole = events(one, made)

    assert ("cancelled", cancelled, []) == (cancelled["status"], whole[-1]["response"], breaches(whole))


def test_a_gate_that_opens_later_changes_nothing() -> None:
    one = Life(
        "stubs: [{reply: {output: [{message: a}], background: time, stream: {gates: [{name: go, before: last}]}}}]"
    )
    made = one.create(background=True)["id"]
    cancelled = one.about("cancel", made).json
    one.session.gates.open("go", 0.0)

    assert (cancelled, "completed") == (one.retrieve(made), cancelled["output"][0]["status"])
