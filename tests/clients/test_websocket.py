"""Lanes of one connection, as the official Python SDK's helper for them holds them."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from openai import AsyncOpenAI, OpenAI
from openai.lib.responses_websocket import (
    AsyncResponsesWebSocketSession,
    ResponsesWebSocketAccumulator,
    ResponsesWebSocketError,
    ResponsesWebSocketLimits,
    ResponsesWebSocketSession,
)

from tests.clients.cases import (
    CONVERSATION,
    DELTA,
    MODEL,
    OPENINGS,
    Opening,
    Style,
    each_opening,
    each_style,
    each_tool_loop,
    said,
    seen,
    tool_outputs,
)

# The SDK opens connections in a way that newer releases of its library advise against.
pytestmark = pytest.mark.filterwarnings("ignore:connect.* must be used as a context manager:DeprecationWarning")

LIMITS = ResponsesWebSocketLimits(
    max_lanes=64, max_events_per_lane=1000, max_events=20_000, max_bytes_per_lane=1 << 24, max_bytes=1 << 26
)
PATIENCE = 20.0


@pytest.fixture
def session(server_url: str) -> Iterator[ResponsesWebSocketSession]:
    with (
        OpenAI(base_url=f"{server_url}/v1", api_key="test") as client,
        client.responses.connect() as connection,
        ResponsesWebSocketSession(connection, limits=LIMITS) as session,
    ):
        yield session


def create(**body: Any) -> Any:
    return {"type": "response.create", "model": MODEL, **body}


def ask(lane: Any, **body: Any) -> Any:
    """Have a turn on a lane."""
    lane.send(create(**body))
    return lane.get_final_response(timeout=PATIENCE)


def failure(lane: Any, **body: Any) -> str:
    """Have a turn that is refused; gives the code."""
    with pytest.raises(ResponsesWebSocketError) as caught:
        ask(lane, **body)
    event: Any = caught.value.event
    return str(event.error.code)


@each_opening
def test_response(session: ResponsesWebSocketSession, opening: Opening) -> None:
    lane = session.lane("a")
    for _ in range(opening.retries):
        assert "rate_limit_exceeded" == failure(lane, input=opening.prompt)

    assert replace(opening, retries=0) == seen(opening.name, ask(lane, input=opening.prompt))


def test_accumulated_response(session: ResponsesWebSocketSession) -> None:
    lane, accumulator, deltas = session.lane("a"), ResponsesWebSocketAccumulator(), ""
    lane.send(create(input="play text"))
    events: list[Any] = [lane.recv(timeout=PATIENCE)]
    while events[-1].type != "response.completed":
        events.append(lane.recv(timeout=PATIENCE))
    for event in events:
        accumulator.add_event(event)
        deltas += event.delta if event.type == DELTA else ""

    assert deltas == accumulator.snapshot().output_text == accumulator.get_final_response().output_text


@each_style
@each_tool_loop
def test_tool_loop(session: ResponsesWebSocketSession, style: Style, name: str, answer: str) -> None:
    lane, opening = session.lane("tools"), [said(f"play {name}")]
    calls = ask(lane, input=opening, store=False)

    body = {"store": False, **style(opening, calls, tool_outputs(calls))}
    assert answer == ask(lane, **body).output_text


@pytest.mark.parametrize("name", [None, "a"])
def test_conversation(session: ResponsesWebSocketSession, name: str | None) -> None:
    lane = session.lane(name) if name else session.default
    before: dict[str, str] = {}
    answers = []
    for user, _ in CONVERSATION:
        response = ask(lane, input=user, store=False, **before)
        before = {"previous_response_id": response.id}
        answers.append(response.output_text)

    assert [model for _, model in CONVERSATION] == answers


def test_fork(session: ResponsesWebSocketSession) -> None:
    (opening, _), (user, answer), _ = CONVERSATION
    main, fork = session.lane("main"), session.lane("fork")
    parent = ask(main, input=opening, store=False)
    # The other way round, the main lane could have gone on before the fork begins, and keep its parent no longer.
    for lane in (fork, main):
        lane.send(create(input=user, store=False, previous_response_id=parent.id))

    assert [answer] * 2 == [lane.get_final_response(timeout=PATIENCE).output_text for lane in (main, fork)]


def test_a_failed_fork_spares_its_parent(session: ResponsesWebSocketSession) -> None:
    (opening, _), (user, answer), _ = CONVERSATION
    main, fork = session.lane("main"), session.lane("fork")
    parent = ask(main, input=opening, store=False).id

    assert "mock_no_match" == failure(fork, input="Nobody answers this.", store=False, previous_response_id=parent)
    assert answer == ask(main, input=user, store=False, previous_response_id=parent).output_text


def test_a_failed_continuation_loses_its_parent(session: ResponsesWebSocketSession) -> None:
    lane = session.lane("main")
    parent = ask(lane, input="play multi_turn", store=False).id
    body = {"input": "Nobody answers this.", "store": False, "previous_response_id": parent}

    assert ["mock_no_match", "previous_response_not_found"] == [failure(lane, **body) for _ in range(2)]


def test_too_many_lanes(session: ResponsesWebSocketSession) -> None:
    lanes = [session.lane(f"lane-{number}") for number in range(33)]
    for lane in lanes[:32]:
        assert "completed" == ask(lane, input="play text").status

    assert "websocket_stream_limit_reached" == failure(lanes[32], input="play text")
    assert "completed" == ask(lanes[0], input="play text").status


def test_a_warm_up_makes_ready(session: ResponsesWebSocketSession) -> None:
    lane = session.lane("a")
    warm = ask(lane, instructions="Be brief.", input=[], generate=False, store=False)
    response = ask(lane, input="play text", store=False, previous_response_id=warm.id)

    assert ([], warm.id) == (warm.output, response.previous_response_id)


def test_lanes_at_the_same_time(server_url: str) -> None:
    openings = [opening for opening in OPENINGS if not opening.retries] * 3

    async def talk() -> list[Opening]:
        async with (
            AsyncOpenAI(base_url=f"{server_url}/v1", api_key="test") as client,
            client.responses.connect() as connection,
            AsyncResponsesWebSocketSession(connection, limits=LIMITS) as session,
        ):
            return await asyncio.gather(*(_turn(session, *one) for one in enumerate(openings)))

    assert openings == asyncio.run(talk())


async def _turn(session: AsyncResponsesWebSocketSession, number: int, opening: Opening) -> Opening:
    lane = session.lane(f"lane-{number}")
    await lane.send(create(input=opening.prompt))
    return seen(opening.name, await lane.get_final_response())
