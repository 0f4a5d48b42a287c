"""What a session writes down of a call."""

from typing import Any

import pytest

from mockserver.session.exchange import DELIVERED, UNDER_WAY, Exchange, asked_in
from mockserver.session.session import Session
from mockserver.values import Call, JsonObject
from tests.session.client import BEARER, send, start

HELLO: JsonObject = {"role": "user", "content": "Hello"}
SCENARIO = """
steps:
  - reply: [{function_call: {name: f, arguments: {a: 1}}}]
  - when: {tool_output: {of: f}}
    reply: {output: [{message: Done.}], stream: {chunks: [1, rest], between: 1s}}
"""


def last(session: Session) -> Exchange:
    *_, exchange = session.journal
    return exchange


@pytest.mark.parametrize("streams", [False, True], ids=["json", "stream"])
def test_the_output_can_be_read_back(streams: bool) -> None:
    session = start(SCENARIO)
    send(session, input="Hello", stream=streams)

    [item] = last(session).output
    assert ("function_call", "f", '{"a":1}') == (item["type"], item["name"], item["arguments"])
    assert "completed" == last(session).response["status"]
    assert bool(last(session).events) is streams


def test_the_bytes_are_planned_anew() -> None:
    session = start(SCENARIO)
    answer = send(session, input="Hello", stream=True)

    assert answer.reply == last(session).reply


def test_the_body_is_what_was_asked() -> None:
    session = start(SCENARIO)
    send(session, input="Hello", metadata={"a": "b"})

    assert {"model": "gpt-5", "input": "Hello", "metadata": {"a": "b"}} == last(session).asked.body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"input": "Hello"}, []),
        ({"input": [HELLO, "odd"]}, [("$.input[0]", HELLO)]),
        ({"items": [HELLO, HELLO]}, [("$.items[0]", HELLO), ("$.items[1]", HELLO)]),
    ],
    ids=["a text", "input", "items"],
)
def test_the_items_are_found_with_their_places(body: JsonObject, expected: list[tuple[str, JsonObject]]) -> None:
    call = Call("responses.create", {}, body)

    assert expected == asked_in(call).items


@pytest.mark.parametrize(("text", "expected"), [("Hello", 2), ("Bye", None)], ids=["answered", "missed"])
def test_the_step_that_answered_has_a_place(text: str, expected: int | None) -> None:
    session = start("steps:\n- when: {last_user: Hello}\n  reply: [{message: Hi}]")
    send(session, input=text)

    place = last(session).place
    assert expected == (place and place.line)


def test_text_that_came_is_kept_as_it_is() -> None:
    session = start(SCENARIO)
    raw = b'{"input": "Hello",  "model": "gpt-5"}'
    session.handle(Call("responses.create", BEARER, {"model": "gpt-5", "input": "Hello"}, raw=raw))

    assert raw == last(session).asked.raw


def test_a_follow_up_names_its_parent_and_its_thread() -> None:
    session = start(SCENARIO)
    send(session, input="Hello")
    first = last(session)
    output = {"type": "function_call_output", "call_id": first.output[0]["call_id"], "output": "1"}
    send(session, previous_response_id=first.response["id"], input=[output])

    assert (1, 1) == (last(session).parent, last(session).thread)
    assert (None, 1) == (first.parent, first.thread)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"input": 42}, "invalid_type"),
        ({"input": "a", "previous_response_id": "resp_none"}, "previous_response_not_found"),
    ],
    ids=["contract", "rule"],
)
def test_a_refused_call_keeps_what_it_asked(body: dict[str, Any], problem: str) -> None:
    session = start(SCENARIO)
    send(session, **body)

    assert (problem, 400) == (last(session).problem, last(session).status)
    assert body.items() <= last(session).asked.body.items()
    assert last(session).refusal in last(session).violations


def test_an_answer_that_takes_its_time_is_under_way() -> None:
    session = start(SCENARIO)
    first = send(session, input="Hello")
    assert (0, DELIVERED) == (first.reply.number, last(session).delivery)
    output = {"type": "function_call_output", "call_id": last(session).output[0]["call_id"], "output": "1"}
    second = send(session, previous_response_id=last(session).response["id"], input=[output], stream=True)

    assert (2, UNDER_WAY) == (second.reply.number, last(session).delivery)
