"""Transports for the clients of both libraries."""

import asyncio
import gzip
from collections.abc import Iterator
from threading import Thread
from types import ModuleType
from typing import Any

import httpx
import httpx2
import openai
import pytest

from mockserver import MockServer, SessionHandle, call, error, say
from mockserver.testing.http_library import library_of
from tests.testing.asking import KEY, TOOLS, URL, inside, output_of

BODY = {"model": "gpt-5", "input": "Hello", "stream": True}
SLOW = {"chunks": [3, "rest"], "between": "20ms"}
DOOR = {"gates": [{"name": "door", "before": "response.output_item.done"}]}


@pytest.fixture(params=[httpx, httpx2], ids=["httpx", "httpx2"])
def library(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
def sync_client(session: SessionHandle, library: Any) -> Iterator[Any]:
    with library.Client(transport=session.transport(library), base_url=URL, headers=KEY) as client:
        yield client


def async_client(session: SessionHandle, library: Any) -> Any:
    return library.AsyncClient(transport=session.async_transport(library), base_url=URL, headers=KEY)


def reply(text: str = "Hello there.", **more: Any) -> dict[str, Any]:
    return {"output": [{"message": text}], **more}


def test_a_client_is_answered(session: SessionHandle, sync_client: Any) -> None:
    session.script(say("Hi."))
    answer = sync_client.post("/responses", json={"model": "gpt-5", "input": "Hello"})

    assert (200, "application/json") == (answer.status_code, answer.headers["content-type"])
    assert ("completed", "POST") == (answer.json()["status"], answer.request.method)


def test_an_async_client_is_answered(session: SessionHandle, library: Any) -> None:
    session.script(say("Hi."))

    async def ask() -> Any:
        async with async_client(session, library) as client:
            return await client.post("/responses", json={"model": "gpt-5", "input": "Hello"})

    assert "completed" == asyncio.run(ask()).json()["status"]


def test_both_ways_send_the_same_bytes(library: Any) -> None:
    bodies = []
    for listen in (True, False):
        with MockServer(listen=listen, speed=0) as server:
            server.script(reply(stream=SLOW))
            with library.Client(transport=server.transport(library), base_url=URL, headers=KEY) as client:
                bodies.append(client.post("/responses", json=BODY).content)

    assert bodies[0] == bodies[1]
    assert b"event: response.completed" in bodies[0]


def test_a_stream_comes_bit_by_bit(session: SessionHandle, sync_client: Any) -> None:
    session.script(reply(stream=DOOR))
    gate = session.gate("door")
    with sync_client.stream("POST", "/responses", json=BODY) as answer:
        lines = answer.iter_lines()
        before = [next(lines) for _ in range(13)]
        gate.open()
        after = [*lines]

    assert (True, False) == (
        "event: response.output_text.delta" in before,
        "event: response.output_item.done" in before,
    )
    assert "event: response.completed" in after


def test_an_async_stream_comes_bit_by_bit(session: SessionHandle, library: Any) -> None:
    session.script(reply(stream=DOOR))

    async def read() -> list[str]:
        async with async_client(session, library) as client, client.stream("POST", "/responses", json=BODY) as answer:
            lines = answer.aiter_lines()
            before = [await anext(lines) for _ in range(13)]
            await asyncio.to_thread(session.gate("door").open)
            return before + [line async for line in lines]

    assert "event: response.completed" in asyncio.run(read())


def test_many_streams_wait_at_once(session: SessionHandle, library: Any) -> None:
    session.on({}, reply(stream=DOOR))

    async def read(client: Any) -> str:
        return str((await client.post("/responses", json=BODY)).text)

    async def run() -> list[str]:
        async with async_client(session, library) as client:
            reading = [asyncio.create_task(read(client)) for _ in range(60)]
            await session.wait_async(requests=60)
            session.gate("door").open()
            return await asyncio.gather(*reading)

    assert 60 == sum("response.completed" in text for text in asyncio.run(run()))


def test_a_pause_takes_its_time(session: SessionHandle, sync_client: Any) -> None:
    session.script(reply(stream={"first": "50ms"}))
    before = inside(session, lambda one: one.clock.now())
    sync_client.post("/responses", json=BODY)

    assert inside(session, lambda one: one.clock.now()) >= before + 0.05


def test_a_manual_clock_is_waited_for(library: Any) -> None:
    with MockServer(listen=False, clock="manual") as server:
        server.script(reply(stream={"first": 3600}))
        with library.Client(transport=server.transport(library), base_url=URL, headers=KEY) as client:
            texts: list[str] = []
            asking = Thread(target=lambda: texts.append(client.post("/responses", json=BODY).text))
            asking.start()
            server.wait(requests=1)
            server.advance(3600)
            asking.join()

    assert "response.completed" in texts[0]


def test_a_client_waits_as_long_as_it_says(session: SessionHandle, library: Any, sync_client: Any) -> None:
    session.script(reply(stream=DOOR))

    with pytest.raises(library.ReadTimeout):
        sync_client.post("/responses", json=BODY, timeout=0.05)


def test_an_async_client_waits_as_long_as_it_says(session: SessionHandle, library: Any) -> None:
    session.script(reply(stream={"first": "10s"}))

    async def ask() -> None:
        async with async_client(session, library) as client:
            await client.post("/responses", json=BODY, timeout=0.05)

    with pytest.raises(library.ReadTimeout):
        asyncio.run(ask())


BROKEN = [
    ({"disconnect_after": {"events": 3}}, "peer closed connection without"),
    ({"disconnect_after": {"events": 0}}, "peer closed connection without"),
    ({"disconnect_after": "headers"}, "peer closed connection without"),
    ({"content_length": 1_000_000}, "peer closed connection without"),
    ({"disconnect_after": "request"}, "disconnected without sending"),
]


@pytest.mark.parametrize(("fault", "message"), BROKEN, ids=lambda one: str(one)[:30])
def test_a_connection_that_breaks_off_is_an_error(
    fault: dict[str, Any], message: str, session: SessionHandle, library: Any, sync_client: Any
) -> None:
    session.script(reply(fault=fault))

    with pytest.raises(library.RemoteProtocolError, match=message):
        sync_client.post("/responses", json={**BODY, "stream": "content_length" not in fault})


def test_no_more_is_read_than_the_head_says(session: SessionHandle, sync_client: Any) -> None:
    session.script(reply(fault={"content_length": 5}))

    assert 5 == len(sync_client.post("/responses", json={**BODY, "stream": False}).content)


def test_a_stall_lasts_until_the_client_goes(session: SessionHandle, library: Any, sync_client: Any) -> None:
    session.script(reply(fault={"stall": {"after": 3}}))

    with pytest.raises(library.ReadTimeout):
        sync_client.post("/responses", json=BODY, timeout=0.05)


def test_what_a_client_left_is_known(session: SessionHandle, sync_client: Any) -> None:
    session.script(reply(stream=DOOR))
    with sync_client.stream("POST", "/responses", json=BODY) as answer:
        next(answer.iter_lines())
    session.wait(requests=1)

    assert "left" == delivered(session)


def test_what_a_client_read_is_known(session: SessionHandle, sync_client: Any) -> None:
    session.script(reply(stream=SLOW))
    with sync_client.stream("POST", "/responses", json=BODY) as answer:
        for line in answer.iter_lines():
            if line == "event: response.completed":
                break

    assert "complete" == delivered(session)


def delivered(session: SessionHandle) -> str:
    """Say how far the answer came, once that is known."""
    outcome = "under_way"
    while outcome == "under_way":
        outcome = inside(session, lambda one: [*one.journal][-1].delivery.outcome)
    return outcome


def test_a_session_that_is_deleted_hangs_up(server: MockServer, library: Any) -> None:
    handle = server.session("gone")
    handle.script(reply(stream=DOOR))
    with library.Client(transport=handle.transport(library), base_url=URL, headers=KEY) as client:
        raised: list[BaseException] = []
        reading = Thread(target=lambda: raised.append(_raised(client)))
        reading.start()
        handle.wait(requests=1)
        handle.close()
        reading.join()

    assert isinstance(raised[0], library.RemoteProtocolError)


def test_a_session_that_is_reset_says_so_to_who_heard_nothing(
    session: SessionHandle, library: Any, sync_client: Any
) -> None:
    session.script(reply(stream={"first": "10s"}))
    answers: list[Any] = []
    body = {**BODY, "stream": False}
    asking = Thread(target=lambda: answers.append(sync_client.post("/responses", json=body)))
    asking.start()
    session.wait(requests=1)
    session.reset()
    asking.join()

    assert (410, "mock_session_over") == (answers[0].status_code, answers[0].json()["error"]["code"])


def _raised(client: Any) -> BaseException:
    try:
        client.post("/responses", json=BODY)
    except Exception as error:
        return error
    return AssertionError("nothing was raised")


@pytest.mark.parametrize(
    ("method", "path", "status", "says"),
    [
        ("GET", "/nothing", 404, "Invalid URL (GET /v1/nothing). This server answers "),
        ("PUT", "/responses", 405, "Method not allowed (PUT /v1/responses); allowed: OPTIONS, POST"),
        ("GET", "/responses/resp_1", 404, "resp_1"),
        ("OPTIONS", "/responses", 204, ""),
        ("POST", "/traces/ingest", 204, ""),
        ("GET", "/models", 200, "list"),
        ("HEAD", "/models", 200, ""),
    ],
)
def test_every_path_is_answered(method: str, path: str, status: int, says: str, sync_client: Any) -> None:
    answer = sync_client.request(method, path)

    assert status == answer.status_code
    assert says in (answer.json().get("error", {}).get("message", "") or answer.text if answer.content else "")


@pytest.mark.parametrize(
    "url", ["http://gateway.example/v1", "http://gateway.example/openai/v1", "http://gateway.example"]
)
def test_every_host_leads_to_the_session(url: str, session: SessionHandle, library: Any) -> None:
    session.script(say("Hi."))
    with library.Client(transport=session.transport(library), base_url=url, headers=KEY) as client:
        answer = client.post("/responses?beta=true", json={"model": "gpt-5", "input": "Hello"})

    assert 200 == answer.status_code
    assert {"beta": "true"} == session.requests[0].query


def test_a_gzipped_body_is_read(session: SessionHandle, sync_client: Any) -> None:
    session.script(say("Hi."))
    packed = gzip.compress(b'{"model": "gpt-5", "input": "Hello"}')
    answer = sync_client.post("/responses", content=packed, headers={"content-encoding": "gzip"})

    assert 200 == answer.status_code


def test_the_sdk_plays_a_whole_loop(session: SessionHandle) -> None:
    session.script(call("get_weather", city="Paris"), error(429), say("18 °C in Paris."))
    with httpx2.Client(transport=session.transport(openai.DefaultHttpxClient)) as http_client:
        client = openai.OpenAI(api_key="sk-test", http_client=http_client)
        tools: Any = TOOLS
        first = client.responses.create(model="gpt-5", input="How is the weather?", tools=tools)
        output: Any = output_of(first.model_dump())
        with client.responses.stream(model="gpt-5", previous_response_id=first.id, input=output, tools=tools) as stream:
            last = stream.get_final_response()

    assert "18 °C in Paris." == last.output_text
    assert [None, None, 2] == [request.retry_of for request in session.requests]
    session.check()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, httpx2),
        ("httpx", httpx),
        ("httpx2", httpx2),
        (httpx, httpx),
        (httpx.Client, httpx),
        (httpx2.AsyncClient, httpx2),
        (openai.DefaultHttpxClient, httpx2),
        (openai.DefaultAsyncHttpxClient, httpx2),
    ],
    ids=str,
)
def test_the_library_is_known_by_what_comes_from_it(given: object, expected: ModuleType) -> None:
    assert expected is library_of(given)


@pytest.mark.parametrize("given", ["requests", 3, openai])
def test_another_library_is_refused(given: object) -> None:
    with pytest.raises(ValueError, match="belongs to neither httpx2 nor httpx"):
        library_of(given)
