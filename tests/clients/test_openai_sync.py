"""The official Python SDK, called and waited for."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from openai import (
    APIResponseValidationError,
    AuthenticationError,
    BadRequestError,
    InternalServerError,
    NotFoundError,
    Omit,
    OpenAI,
)

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


@pytest.fixture(scope="module")
def client(server_url: str) -> Iterator[OpenAI]:
    # A private name of the SDK: it makes the client hold every response and event against its own types.
    with OpenAI(base_url=f"{server_url}/v1", api_key="test", _strict_response_validation=True) as client:
        yield client


@each_opening
def test_response(client: OpenAI, opening: Opening) -> None:
    raw = client.responses.with_raw_response.create(model=MODEL, input=opening.prompt)

    assert opening == seen(opening.name, raw.parse(), raw.retries_taken)


@each_opening
def test_stream(client: OpenAI, opening: Opening) -> None:
    raw = client.responses.with_raw_response.create(model=MODEL, input=opening.prompt, stream=True)
    events: list[Any] = list(raw.parse())

    assert opening.terminal == events[-1].type
    assert opening == seen(opening.name, events[-1].response, raw.retries_taken)
    assert opening.text == "".join(event.delta for event in events if event.type == DELTA)


@each_completed
def test_stream_helper(client: OpenAI, opening: Opening) -> None:
    with client.responses.stream(model=MODEL, input=opening.prompt) as stream:
        response = stream.get_final_response()

    assert replace(opening, retries=0) == seen(opening.name, response)


def test_parsed_response(client: OpenAI) -> None:
    response = client.responses.parse(model=MODEL, input="play structured_output", text_format=Weather)

    assert WEATHER == response.output_parsed


def test_parsed_stream(client: OpenAI) -> None:
    with client.responses.stream(model=MODEL, input="play structured_output", text_format=Weather) as stream:
        response = stream.get_final_response()

    assert WEATHER == response.output_parsed


@each_style
@each_tool_loop
def test_tool_loop(client: OpenAI, style: Style, name: str, answer: str) -> None:
    opening: Any = [said(f"play {name}")]
    calls = client.responses.create(model=MODEL, input=opening)

    response = client.responses.create(model=MODEL, **style(opening, calls, tool_outputs(calls)))

    assert answer == response.output_text


@each_style
@each_tool_loop
def test_streamed_tool_loop(client: OpenAI, style: Style, name: str, answer: str) -> None:
    opening: Any = [said(f"play {name}")]
    with client.responses.stream(model=MODEL, input=opening) as first:
        calls = first.get_final_response()

    with client.responses.stream(model=MODEL, **style(opening, calls, tool_outputs(calls))) as second:
        assert answer == second.get_final_response().output_text


@each_style
def test_conversation(client: OpenAI, style: Style) -> None:
    (first, _), *further = CONVERSATION
    request: dict[str, Any] = {"input": [said(first)]}
    answers = [client.responses.create(model=MODEL, **request)]
    for user, _ in further:
        request = style(request["input"], answers[-1], [said(user)])
        answers.append(client.responses.create(model=MODEL, **request))

    assert [model for _, model in CONVERSATION] == [answer.output_text for answer in answers]


def test_parallel_calls(client: OpenAI) -> None:
    response: Any = client.responses.create(model=MODEL, input="play parallel_tool_calls")

    assert CALLS == [(call.name, call.arguments) for call in response.output]
    assert len(CALLS) == len({call.call_id for call in response.output})


def test_reasoning(client: OpenAI) -> None:
    include: Any = ["reasoning.encrypted_content"]
    response: Any = client.responses.create(model=MODEL, input="play reasoning_then_answer", include=include)
    reasoning = response.output[0]

    assert reasoning.encrypted_content
    assert (2, 1) == (len(reasoning.summary), len(reasoning.content))


def test_refusal(client: OpenAI) -> None:
    response: Any = client.responses.parse(model=MODEL, input="play refusal", text_format=Weather)

    assert REFUSAL == response.output[0].content[0].refusal
    assert response.output_parsed is None


@in_json_and_stream
def test_server_error(client: OpenAI, stream: bool) -> None:
    with pytest.raises(InternalServerError) as caught:
        client.responses.create(model=MODEL, input="play server_error", stream=stream)

    assert (500, "server_error", 3) == (caught.value.status_code, caught.value.type, attempts(caught.value))


def test_mid_stream_error_in_json(client: OpenAI) -> None:
    with pytest.raises(InternalServerError) as caught:
        client.responses.create(model=MODEL, input="play mid_stream_error")

    assert ("server_error", 3) == (caught.value.code, attempts(caught.value))


def test_mid_stream_error_in_a_stream(client: OpenAI) -> None:
    stream = client.responses.create(model=MODEL, input="play mid_stream_error", stream=True)
    *events, last = list[Any](stream)

    assert ("error", "server_error", 7) == (last.type, last.code, len(events))


@in_json_and_stream
def test_miss_is_not_tried_again(client: OpenAI, stream: bool) -> None:
    with pytest.raises(BadRequestError) as caught:
        client.responses.create(model=MODEL, input="play nothing", stream=stream)

    assert ("mock_no_match", 1) == (caught.value.code, attempts(caught.value))


@pytest.mark.parametrize("header", [Omit(), "Bearer"], ids=["none", "empty"])
def test_missing_key(client: OpenAI, header: Any) -> None:
    with pytest.raises(AuthenticationError) as caught:
        client.responses.create(model=MODEL, input="play text", extra_headers={"Authorization": header})

    assert ("invalid_request_error", 1) == (caught.value.type, attempts(caught.value))


def test_unknown_parameter(client: OpenAI) -> None:
    with pytest.raises(BadRequestError) as caught:
        client.responses.create(model=MODEL, input="play text", extra_body={"temprature": 1})

    assert ("unknown_parameter", "temprature") == (caught.value.code, caught.value.param)


def test_unknown_path(client: OpenAI) -> None:
    with pytest.raises(NotFoundError) as caught:
        client.post("/nothing", cast_to=object)

    assert "invalid_request_error" == caught.value.type


def test_request_id(client: OpenAI) -> None:
    response = client.responses.create(model=MODEL, input="play text")

    assert (response._request_id or "").startswith("req_")


def test_request_id_of_an_error(client: OpenAI) -> None:
    with pytest.raises(BadRequestError) as caught:
        client.responses.create(model=MODEL, input="play nothing")

    assert (caught.value.request_id or "").startswith("req_")


@pytest.mark.parametrize("flaw", [{"status": "done"}, {"output": [{"type": "messages"}]}, {"id": 1}], ids=str)
def test_strict_validation_would_complain(flaw: dict[str, Any]) -> None:
    good = {"id": "resp_1", "object": "response", "created_at": 1, "model": "m", "output": [], "tools": []}
    body = {**good, "tool_choice": "auto", "parallel_tool_calls": True, **flaw}
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json=body))
    with (
        httpx2.Client(transport=transport) as http,
        OpenAI(api_key="test", http_client=http, _strict_response_validation=True) as client,
        pytest.raises(APIResponseValidationError),
    ):
        client.responses.create(model=MODEL, input="play text")
