"""The official Python SDK, awaited."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import wraps
from typing import Any

import pytest
from openai import AsyncOpenAI, AuthenticationError, BadRequestError, InternalServerError, Omit

from tests.clients.cases import (
    CALLS,
    CONVERSATION,
    DELTA,
    MODEL,
    REFUSAL,
    WEATHER,
    Opening,
    Style,
    Weather,
    attempts,
    each_completed,
    each_opening,
    each_style,
    each_tool_loop,
    in_json_and_stream,
    said,
    seen,
    tool_outputs,
)


def in_a_loop(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run a test in an event loop of its own, and close its client there."""

    @wraps(test)
    def run(client: AsyncOpenAI, **given: object) -> None:
        async def talk() -> None:
            async with client:
                await test(client, **given)

        asyncio.run(talk())

    return run


@pytest.fixture
def client(server_url: str) -> AsyncOpenAI:
    # A private name of the SDK: it makes the client hold every response and event against its own types.
    return AsyncOpenAI(base_url=f"{server_url}/v1", api_key="test", _strict_response_validation=True)


@each_opening
@in_a_loop
async def test_response(client: AsyncOpenAI, opening: Opening) -> None:
    raw = await client.responses.with_raw_response.create(model=MODEL, input=opening.prompt)

    assert opening == seen(opening.name, raw.parse(), raw.retries_taken)


@each_opening
@in_a_loop
async def test_stream(client: AsyncOpenAI, opening: Opening) -> None:
    raw = await client.responses.with_raw_response.create(model=MODEL, input=opening.prompt, stream=True)
    events: list[Any] = [event async for event in raw.parse()]

    assert opening.terminal == events[-1].type
    assert opening == seen(opening.name, events[-1].response, raw.retries_taken)
    assert opening.text == "".join(event.delta for event in events if event.type == DELTA)


@each_completed
@in_a_loop
async def test_stream_helper(client: AsyncOpenAI, opening: Opening) -> None:
    async with client.responses.stream(model=MODEL, input=opening.prompt) as stream:
        response = await stream.get_final_response()

    assert replace(opening, retries=0) == seen(opening.name, response)


@in_a_loop
async def test_parsed_response(client: AsyncOpenAI) -> None:
    response = await client.responses.parse(model=MODEL, input="play structured_output", text_format=Weather)

    assert WEATHER == response.output_parsed


@in_a_loop
async def test_parsed_stream(client: AsyncOpenAI) -> None:
    async with client.responses.stream(model=MODEL, input="play structured_output", text_format=Weather) as stream:
        response = await stream.get_final_response()

    assert WEATHER == response.output_parsed


@each_style
@each_tool_loop
@in_a_loop
async def test_tool_loop(client: AsyncOpenAI, style: Style, name: str, answer: str) -> None:
    opening: Any = [said(f"play {name}")]
    calls = await client.responses.create(model=MODEL, input=opening)

    response = await client.responses.create(model=MODEL, **style(opening, calls, tool_outputs(calls)))

    assert answer == response.output_text


@each_style
@each_tool_loop
@in_a_loop
async def test_streamed_tool_loop(client: AsyncOpenAI, style: Style, name: str, answer: str) -> None:
    opening: Any = [said(f"play {name}")]
    async with client.responses.stream(model=MODEL, input=opening) as first:
        calls = await first.get_final_response()

    async with client.responses.stream(model=MODEL, **style(opening, calls, tool_outputs(calls))) as second:
        assert answer == (await second.get_final_response()).output_text


@each_style
@in_a_loop
async def test_conversation(client: AsyncOpenAI, style: Style) -> None:
    (first, _), *further = CONVERSATION
    request: dict[str, Any] = {"input": [said(first)]}
    answers = [await client.responses.create(model=MODEL, **request)]
    for user, _ in further:
        request = style(request["input"], answers[-1], [said(user)])
        answers.append(await client.responses.create(model=MODEL, **request))

    assert [model for _, model in CONVERSATION] == [answer.output_text for answer in answers]


@each_style
@in_a_loop
async def test_conversations_at_the_same_time(client: AsyncOpenAI, style: Style) -> None:
    async def talk() -> str:
        opening: Any = [said("play tool_call")]
        calls = await client.responses.create(model=MODEL, input=opening)
        response = await client.responses.create(model=MODEL, **style(opening, calls, tool_outputs(calls)))
        return response.output_text

    assert ["It is 18 °C in Paris."] * 20 == await asyncio.gather(*(talk() for _ in range(20)))


@in_a_loop
async def test_parallel_calls(client: AsyncOpenAI) -> None:
    response: Any = await client.responses.create(model=MODEL, input="play parallel_tool_calls")

    assert CALLS == [(call.name, call.arguments) for call in response.output]
    assert len(CALLS) == len({call.call_id for call in response.output})


@in_a_loop
async def test_reasoning(client: AsyncOpenAI) -> None:
    include: Any = ["reasoning.encrypted_content"]
    response: Any = await client.responses.create(model=MODEL, input="play reasoning_then_answer", include=include)
    reasoning = response.output[0]

    assert reasoning.encrypted_content
    assert (2, 1) == (len(reasoning.summary), len(reasoning.content))


@in_a_loop
async def test_refusal(client: AsyncOpenAI) -> None:
    response: Any = await client.responses.parse(model=MODEL, input="play refusal", text_format=Weather)

    assert REFUSAL == response.output[0].content[0].refusal
    assert response.output_parsed is None


@in_json_and_stream
@in_a_loop
async def test_server_error(client: AsyncOpenAI, stream: bool) -> None:
    with pytest.raises(InternalServerError) as caught:
        await client.responses.create(model=MODEL, input="play server_error", stream=stream)

    assert (500, "server_error", 3) == (caught.value.status_code, caught.value.type, attempts(caught.value))


@in_a_loop
async def test_mid_stream_error_in_json(client: AsyncOpenAI) -> None:
    with pytest.raises(InternalServerError) as caught:
        await client.responses.create(model=MODEL, input="play mid_stream_error")

    assert ("server_error", 3) == (caught.value.code, attempts(caught.value))


@in_a_loop
async def test_mid_stream_error_in_a_stream(client: AsyncOpenAI) -> None:
    stream = await client.responses.create(model=MODEL, input="play mid_stream_error", stream=True)
    events: list[Any] = [event async for event in stream]

    assert ("error", "server_error", 8) == (events[-1].type, events[-1].code, len(events))


@in_json_and_stream
@in_a_loop
async def test_miss_is_not_tried_again(client: AsyncOpenAI, stream: bool) -> None:
    with pytest.raises(BadRequestError) as caught:
        await client.responses.create(model=MODEL, input="play nothing", stream=stream)

    assert ("mock_no_match", 1) == (caught.value.code, attempts(caught.value))


@pytest.mark.parametrize("header", [Omit(), "Bearer"], ids=["none", "empty"])
@in_a_loop
async def test_missing_key(client: AsyncOpenAI, header: Any) -> None:
    with pytest.raises(AuthenticationError) as caught:
        await client.responses.create(model=MODEL, input="play text", extra_headers={"Authorization": header})

    assert ("invalid_request_error", 1) == (caught.value.type, attempts(caught.value))


@in_a_loop
async def test_unknown_parameter(client: AsyncOpenAI) -> None:
    with pytest.raises(BadRequestError) as caught:
        await client.responses.create(model=MODEL, input="play text", extra_body={"temprature": 1})

    assert ("unknown_parameter", "temprature") == (caught.value.code, caught.value.param)


@in_a_loop
async def test_request_id(client: AsyncOpenAI) -> None:
    response = await client.responses.create(model=MODEL, input="play text")

    assert (response._request_id or "").startswith("req_")
