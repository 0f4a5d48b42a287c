"""Responses that were made before: shown, told again, forgotten, cancelled."""

import re
from typing import Any

import pytest

from mockserver.protocol.checker import check
from mockserver.values import Event, Json, JsonObject
from tests.session.client import contract
from tests.session.life import CREATE, Heard, Life, error_of

SEALED = """
stubs:
  - reply:
      - {reasoning: {summary: Think., encrypted_content: c2Vh}}
      - {file_search_call: {queries: [a], results: [{file_id: f, text: t, filename: n, score: 0.5}]}}
      - {message: Found.}
"""
ENDS = """
stubs:
  - {when: {last_user: failed}, reply: {output: [{message: a}], status: failed}}
  - {when: {last_user: incomplete}, reply: {output: [{message: a}], status: incomplete}}
  - {when: {last_user: completed}, reply: [{message: a}]}
"""


def shows(items: list[JsonObject]) -> list[str]:
    """List what is shown of that which has to be asked for."""
    return [key for item in items for key in ("encrypted_content", "results") if item.get(key)]


def told(one: Life, response_id: str, **query: Json) -> list[Event]:
    return one.about("retrieve", response_id, stream="true", **query).events


def streamed(one: Life, given: str = "Hi", **body: Any) -> tuple[str, Heard]:
    """Have a response made as a stream."""
    heard = one.ask(CREATE, model="gpt-5", input=given, stream=True, **body)
    return heard.events[0]["response"]["id"], heard


ASKED: list[tuple[dict[str, Json], list[str]]] = [
    ({}, []),
    ({"include": "reasoning.encrypted_content"}, ["encrypted_content"]),
    ({"include[]": "file_search_call.results"}, ["results"]),
    ({"include[]": ["reasoning.encrypted_content", "file_search_call.results"]}, ["encrypted_content", "results"]),
    ({"include": ["file_search_call.results", "message.output_text.logprobs"]}, ["results"]),
]


@pytest.mark.parametrize(("query", "shown"), ASKED, ids=[" ".join(query) + str(len(seen)) for query, seen in ASKED])
def test_a_look_sees_what_it_asks_for(query: dict[str, Json], shown: list[str]) -> None:
    one = Life(SEALED)
    made = one.create()["id"]
    events = told(one, made, **query)

    assert shown == shows(one.retrieve(made, **query)["output"]) == shows(events[-1]["response"]["output"])
    assert [] == [found for event in events for found in contract().event_violations(event, CREATE)]


def test_a_look_sees_what_the_call_asked_for_too() -> None:
    one = Life(SEALED)
    made = one.create(include=["file_search_call.results"])["id"]
    shown = one.retrieve(made, include="reasoning.encrypted_content")

    assert ["encrypted_content", "results"] == shows(shown["output"])
    assert ["results"] == shows(one.retrieve(made)["output"])


OBFUSCATED = [
    (None, None, False),
    (None, "false", False),
    (None, "true", True),
    (False, None, False),
    (False, "true", True),
    (True, "false", False),
    (True, None, True),
]


@pytest.mark.parametrize(("wished", "asked", "expected"), OBFUSCATED, ids=str)
def test_a_look_says_whether_it_wants_obfuscation(wished: bool | None, asked: str | None, expected: bool) -> None:
    one = Life(ENDS)
    options = {} if wished is None else {"stream_options": {"include_obfuscation": wished}}
    made, first = streamed(one, "completed", **options)
    events = told(one, made, **({} if asked is None else {"include_obfuscation": asked}))

    assert (wished is True) is any("obfuscation" in event for event in first.events)
    assert expected is any("obfuscation" in event for event in events)


def test_a_response_that_was_made_as_json_is_not_obfuscated_unless_asked() -> None:
    one = Life(ENDS)
    made = one.create("completed")["id"]

    assert any("obfuscation" in event for event in told(one, made, include_obfuscation="true"))


AFTER = [("-1", 0), ("0", 1), ("3", 4), ("8", 9), ("100", 9)]


@pytest.mark.parametrize(("number", "skipped"), AFTER, ids=[number for number, _ in AFTER])
def test_it_is_told_again_after_any_number(number: str, skipped: int) -> None:
    one = Life(ENDS)
    made, heard = streamed(one, "completed")

    assert 9 == len(heard.events)
    assert heard.events[skipped:] == told(one, made, starting_after=number)


@pytest.mark.parametrize("number", ["", "x", "--5", "1.5", "٣", "9" * 5000], ids=lambda number: number[:4])
def test_what_is_no_number_counts_as_left_out_where_nothing_is_looked_for(number: str) -> None:
    one = Life(ENDS, mode="off")
    made, heard = streamed(one, "completed")

    assert heard.events == told(one, made, starting_after=number)


@pytest.mark.parametrize("status", ["failed", "incomplete", "completed"])
def test_it_is_told_again_however_it_ended(status: str) -> None:
    one = Life(ENDS)
    made, heard = streamed(one, status)

    assert (heard.raw, []) == (one.about("retrieve", made, stream="true").raw, check(heard.events, "openai"))
    assert heard.events[-1]["response"] == one.retrieve(made)


FAULTS = [
    "drop_event: 3",
    "truncate_after: 2",
    "disconnect_after: 2",
    "malformed_json: last",
    "reorder_events: 2",
    "error_event: {after: 4}",
    "error_event: {then_failed: true}",
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_later_look_does_not_suffer_from_faults(fault: str) -> None:
    one = Life(f"stubs: [{{reply: {{output: [{{message: a}}], fault: {{{fault}}}}}}}]")
    heard = one.ask(CREATE, model="gpt-5", input="Hi", stream=True)
    [made] = set(re.findall(r"resp_\w+", heard.raw.decode()))

    assert ([], "response.completed") == (check(events := told(one, made), "openai"), events[-1]["type"])


FAULTY = """
stubs:
  - reply:
      events: [{type: response.created}, {type: response.in_progress}, %s]
"""
LAST = [
    ("{type: error, code: a, message: b, param: null}", "failed"),
    ("{type: response.failed}", "failed"),
    ("{type: response.completed}", "completed"),
]


@pytest.mark.parametrize(("last", "status"), LAST, ids=[last for last, _ in LAST])
def test_events_of_an_author_end_a_response_too(last: str, status: str) -> None:
    one = Life(FAULTY % last)
    made, heard = streamed(one)

    assert (status, heard.raw) == (one.retrieve(made)["status"], one.about("retrieve", made, stream="true").raw)


def test_deleting_is_for_good() -> None:
    one = Life(ENDS)
    made = one.create("completed")["id"]
    deleted = one.about("delete", made).json

    assert {"id": made, "object": "response", "deleted": True} == deleted
    assert [404] * 4 == [one.about(name, made).status for name in ("delete", "retrieve", "cancel", "input_items")]


OPERATIONS = ["retrieve", "delete", "cancel", "input_items"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_nobody_made_is_said_to_be_missing(operation: str) -> None:
    heard = Life(ENDS).about(operation, "resp_x")

    assert (404, None, None) == error_of(heard)
    assert "Response with id 'resp_x' not found." == heard.error["message"]


@pytest.mark.parametrize("status", ["failed", "incomplete", "completed"])
@pytest.mark.parametrize("background", [True, False])
def test_what_has_ended_is_not_cancelled(status: str, background: bool) -> None:
    one = Life(ENDS)
    made = one.create(status, background=background)["id"]
    for _ in range(2):
        one.retrieve(made)
    article = "an" if status == "incomplete" else "a"
    said = f"{article} {status} response" if background else "a synchronous response"

    assert f"Cannot cancel {said}." == one.about("cancel", made).error["message"]
    assert (400, None, None) == error_of(one.about("cancel", made))


def test_cancelling_twice_shows_it_again() -> None:
    one = Life(ENDS)
    made = one.create("completed", background=True)["id"]
    cancelled = [one.about("cancel", made).json for _ in range(2)]

    assert ([one.retrieve(made)] * 2, "cancelled") == (cancelled, cancelled[0]["status"])


def test_every_answer_names_itself() -> None:
    one = Life(ENDS)
    made = one.create("completed")["id"]
    headers = [dict(one.about(*asked).reply.headers) for asked in (("retrieve", made), ("cancel", made))]

    assert all(one_of[b"x-request-id"].startswith(b"req_") for one_of in headers)
    assert b"x-request-id" in dict(one.about("retrieve", made, stream="true").reply.headers)
