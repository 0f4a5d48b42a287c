"""One connection without a socket."""

from typing import Any

import pytest

from mockserver.session.socket.lanes import MOST_ACTIVE, MOST_NAMES, MOST_WAITING
from mockserver.values import DIALECTS, Dialect
from tests.session.socket.client import Client, codes

TOO_OLD = "websocket_connection_limit_reached"


def test_a_turn_is_asked_of_the_session() -> None:
    client = Client()
    client.create("hi", "a", stream=True, store=False)

    [call] = client.session.calls
    assert ("responses.connect", "Bearer key") == (call.operation, call.headers["authorization"])
    assert {"type": "response.create", "stream_id": "a", "model": "gpt-5", "input": "hi", "store": False} == call.body


def test_open_responses_leaves_a_stream_in_for_the_contract_to_see() -> None:
    client = Client("open-responses")
    client.create("hi", stream=True)

    assert client.session.calls[0].body["stream"] is True


def test_early_turns_wait_for_those_before() -> None:
    client = Client()
    for text in "abc":
        client.create(text)

    assert ["a"] == client.texts
    client.finish(client.begun[0])
    assert ["a", "b"] == client.texts


def test_lanes_do_not_wait_for_each_other() -> None:
    client = Client()
    for text, lane in (("a", None), ("b", "x"), ("c", "x"), ("d", "y")):
        client.create(text, lane)

    assert ["a", "b", "d"] == client.texts
    client.finish(client.begun[1])
    assert ["a", "b", "d", "c"] == client.texts


def test_open_responses_has_no_lanes() -> None:
    client = Client("open-responses")
    for text in "ab":
        client.create(text, text)

    assert ["a"] == client.texts


def test_sixteen_run_and_others_wait_in_the_order_of_their_coming() -> None:
    client = Client()
    for number in range(MOST_ACTIVE + 3):
        client.create(str(number), f"lane{number}")
    assert MOST_ACTIVE == len(client.begun)

    client.finish(client.begun[5])
    assert "16" == client.texts[-1]
    client.finish_all()
    assert [str(number) for number in range(MOST_ACTIVE + 3)] == client.texts


def test_thirty_two_lanes_have_names() -> None:
    client = Client()
    for number in range(MOST_NAMES):
        client.create("hi", f"lane{number}")

    assert [("websocket_stream_limit_reached", "more")] == codes(client.create("hi", "more"))
    assert [] == client.create("hi", "lane0")
    assert [] == client.create("hi")
    assert [] == client.breaches()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_thousand_turns_may_wait(dialect: Dialect) -> None:
    client = Client(dialect)
    for number in range(1 + MOST_WAITING):
        client.create(str(number))

    assert ([], "mock_too_many_turns") == ([*client.sent], client.create("more")[0]["error"]["code"])
    client.finish(client.begun[0])
    assert ([], []) == (client.create("again"), client.breaches())


@pytest.mark.parametrize("lane", ["", "a b", "ä", "a\n", "x" * 257, 1, None, ["a"]])
def test_a_lane_needs_a_name_that_fits(lane: Any) -> None:
    client = Client()

    assert [("invalid_stream_id", None)] == codes(client.send(type="response.create", input="hi", stream_id=lane))
    assert ([], []) == (client.session.calls, client.breaches())


@pytest.mark.parametrize("lane", ["a", "A-1_b.c", "x" * 256])
def test_a_name_that_fits_is_taken(lane: str) -> None:
    client = Client()

    assert ([], 1) == (client.create("hi", lane), len(client.begun))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("data", "param"),
    [
        ("{", None),
        ("", None),
        ("[]", None),
        (b"{}", None),
        ("{}", "type"),
        ('{"type": 1}', "type"),
        ('{"type": "response.cancel"}', "type"),
        ('{"type": ["response.create"]}', "type"),
    ],
    ids=["malformed", "empty", "array", "binary", "no type", "number", "unknown type", "list"],
)
def test_nonsense_is_refused_and_the_connection_goes_on(dialect: Dialect, data: str | bytes, param: str | None) -> None:
    client = Client(dialect)
    [error] = client.say(data)

    assert ("error", 400, param) == (error["type"], error["status"], error["error"]["param"])
    assert ([], 1) == (client.breaches(), len(client.session.refused))
    client.create("hi")
    assert ["hi"] == client.texts


@pytest.mark.parametrize("kind", ["response.steer", "response.inject"])
def test_open_responses_knows_no_other_frame(kind: str) -> None:
    client = Client("open-responses")
    [error] = client.send(type=kind)

    assert ("invalid_value", []) == (error["error"]["code"], client.breaches())


def test_a_refused_turn_lets_the_next_begin() -> None:
    client = Client()
    client.create("refuse")
    client.create("hi")

    assert "No." == client.finish(client.begun[0])[0]["error"]["message"]
    assert ["refuse", "hi"] == client.texts


def test_after_an_hour_nothing_begins() -> None:
    client = Client()
    assert [] == client.wait(3599.9)

    assert [(TOO_OLD, None)] == codes(client.wait(0.1))
    assert (1001, []) == (client.closed.code if client.closed else None, client.breaches())


def test_what_runs_after_an_hour_is_finished() -> None:
    client = Client()
    for text in ("first", "second"):
        client.create(text, "a")

    assert [(TOO_OLD, None)] == codes(client.wait(3600))
    assert [(TOO_OLD, "b")] == codes(client.create("third", "b"))
    assert (None, ["first"]) == (client.closed, client.texts)
    assert [(TOO_OLD, "a")] == codes(client.finish(client.begun[0])[-1:])
    assert client.closed
    assert [] == client.breaches()


def test_the_end_of_the_hour_is_told_behind_the_turn_of_a_lane() -> None:
    client = Client()
    client.create("first")

    assert [] == client.wait(3600)
    assert [(TOO_OLD, None)] == codes(client.finish(client.begun[0])[-1:])
    assert client.closed


def test_an_hour_is_noticed_with_the_next_frame() -> None:
    client = Client()
    client.now = 3600.0

    assert [(TOO_OLD, None), (TOO_OLD, None)] == codes(client.create("late"))
    assert client.closed
