"""The turns of a WebSocket, on the wire."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.http.sockets import (
    LIMIT,
    SCENARIO,
    ask,
    ask_past,
    create,
    event,
    opened,
    post,
    turn,
)
from tests.server import Server, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("socket"), SCENARIO, "--max-body", str(LIMIT)) as one:
        yield one


@pytest.fixture
def client(server: Server) -> Iterator[ClientConnection]:
    with opened(server) as one:
        yield one


def test_events_are_frames_of_text_and_nothing_follows_the_last(client: ClientConnection) -> None:
    client.send(create("hi"))
    events = turn(client)

    assert [*range(len(events))] == [one["sequence_number"] for one in events]
    assert "response.completed" == events[-1]["type"]
    assert ["created", "in_progress"] == [one["type"].removeprefix("response.") for one in events[:2]]
    with pytest.raises(TimeoutError):
        client.recv(timeout=0.1)


def test_lanes_do_not_wait_for_each_other(client: ClientConnection) -> None:
    client.send(create("endless", "slow"))
    answer = ask_past(client, "quick")

    assert ("response.completed", "quick") == (answer["type"], answer["stream_id"])


def test_early_turns_are_answered_in_order(client: ClientConnection) -> None:
    for text in ("paced", "failed", "hi"):
        client.send(create(text))

    assert ["response.completed", "error", "response.completed"] == [turn(client)[-1]["type"] for _ in range(3)]


@pytest.mark.parametrize("data", ["{", "[]", '{"type":"?"}', b"\x00", b"{}"], ids=str)
def test_a_connection_outlives_nonsense(client: ClientConnection, data: str | bytes) -> None:
    client.send(data)

    assert ("error", 400) == ((error := event(client))["type"], error["status"])
    assert "response.completed" == ask(client, "hi")["type"]


def test_text_that_is_no_text_ends_the_connection(client: ClientConnection) -> None:
    client.send(b"\xff", text=True)

    assert 1007 == _closed(client)


def test_a_frame_that_is_too_large_ends_the_connection(client: ClientConnection) -> None:
    client.send(create("x" * LIMIT))

    assert 1009 == _closed(client)


def test_fragments_that_add_up_to_too_much_end_the_connection(client: ClientConnection) -> None:
    client.send(["x" * LIMIT, "x"])

    assert 1009 == _closed(client)


@pytest.mark.slow
def test_a_hundred_megabytes_end_the_connection_before_they_are_read(server: Server) -> None:
    # TCP may reset a connection that is still written to before the client has read why.
    with opened(server, compression=None) as client, pytest.raises(ConnectionClosed):
        client.send("x" * 1_000_000 for _ in range(100))
    assert server.ask("hi")


def test_a_frame_that_unpacks_to_too_much_ends_the_connection(server: Server) -> None:
    with opened(server, compression="deflate") as client:
        client.send("x" * 50 * LIMIT)

        assert 1009 == _closed(client)


def test_a_large_frame_is_taken(client: ClientConnection) -> None:
    assert "error" == ask(client, "x" * (LIMIT - 1000))["type"]
    assert "response.completed" == ask(client, "hi")["type"]


def _closed(client: ClientConnection) -> int:
    """Tell with which code the server closes."""
    with pytest.raises(ConnectionClosed) as caught:
        client.recv(timeout=20)
    assert caught.value.rcvd
    return caught.value.rcvd.code


def test_a_dropped_connection_says_no_goodbye(client: ClientConnection) -> None:
    client.send(create("dropped"))

    assert [0, 1, 2] == [event(client)["sequence_number"] for _ in range(3)]
    with pytest.raises(ConnectionClosed) as caught:
        client.recv(timeout=20)
    assert caught.value.rcvd is None


def test_a_stalled_turn_keeps_its_lane(client: ClientConnection) -> None:
    client.send(create("stalled", "a"))
    client.send(create("hi", "a"))

    assert [0, 1, 2] == [event(client)["sequence_number"] for _ in range(3)]
    assert "response.completed" == ask_past(client, "b")["type"]


def test_a_truncated_turn_lets_the_next_begin(client: ClientConnection) -> None:
    client.send(create("truncated"))
    client.send(create("hi"))

    assert [0, 1, 2, 0] == [event(client)["sequence_number"] for _ in range(4)]
    assert "response.completed" == turn(client)[-1]["type"]


def test_what_the_client_keeps_is_followed_unstored(client: ClientConnection, server: Server) -> None:
    first = ask(client, "hi", store=False)["response"]["id"]
    second = ask(client, "hi", store=False, previous_response_id=first)
    with opened(server) as other:
        stranger = ask(other, "hi", previous_response_id=first)

    assert (first, "previous_response_not_found") == (
        second["response"]["previous_response_id"],
        stranger["error"]["code"],
    )


def test_a_failed_continuation_is_forgotten(client: ClientConnection) -> None:
    first = ask(client, "hi", store=False)["response"]["id"]
    codes = [ask(client, text, previous_response_id=first)["error"]["code"] for text in ("failed", "hi")]

    assert ["server_error", "previous_response_not_found"] == codes


def test_steering(client: ClientConnection, server: Server) -> None:
    client.send(create("gated", "a"))
    events = [event(client) for _ in range(6)]
    response_id = events[0]["response"]["id"]
    client.send(json.dumps({"type": "response.steer", "previous_response_id": response_id, "input": "hi"}))
    accepted = event(client)
    post(server, "/__admin/gates/go")
    steered, successor = turn(client)[-1]["response"], turn(client)

    assert ("response.steer.accepted", 6, "a") == (accepted["type"], accepted["sequence_number"], accepted["stream_id"])
    assert (["One"], "steered") == (_texts(steered), steered["incomplete_details"]["reason"])
    assert (["Hello"], response_id) == (
        _texts(successor[-1]["response"]),
        successor[0]["response"]["previous_response_id"],
    )
    assert {"a"} == {one["stream_id"] for one in successor}


def _texts(response: Any) -> list[str]:
    return [item["content"][0]["text"] for item in response["output"]]


def test_a_client_without_a_key_is_not_let_in(server: Server) -> None:
    with pytest.raises(InvalidStatus) as refused:
        connect(server.url.replace("http", "ws", 1) + "/v1/responses")

    answer = refused.value.response
    assert (401, "Missing bearer") == (answer.status_code, json.loads(answer.body)["error"]["message"][:14])
