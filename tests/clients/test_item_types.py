"""Every item type and every way of answering, as the official SDK reads and accumulates it."""

from collections.abc import Iterator
from typing import Any

import httpx2
import orjson
import pytest
from openai import OpenAI

from mockserver.protocol.item_types import ITEM_TYPES
from mockserver.wire import sse
from tests.clients.cases import MODEL
from tests.laws.player import opening, parts, play_alone
from tests.laws.sdk import BETA

GATED = "gated"
READABLE = {
    part.scenario.name: play_alone(part.scenario)[0].response
    for part in parts(disturbed=False)
    if part.dialect == "openai"
}
"""The response that opens each fixture, none after an HTTP error."""
ENDED = [
    name
    for name, response in READABLE.items()
    if response and BETA.isdisjoint(item["type"] for item in response["output"])
]
"""What the SDK knows without its beta, which has no stream helper."""


def types_of(name: str) -> set[str]:
    return {item["type"] for item in (READABLE[name] or {"output": []})["output"]}


def is_completed(name: str) -> bool:
    response = READABLE[name]
    return bool(response and response["status"] == "completed")


COMPLETED = [name for name in ENDED if is_completed(name)]


@pytest.fixture(scope="module")
def client(server_url: str) -> Iterator[OpenAI]:
    # A private name of the SDK: it makes the client hold every response and event against its own types.
    with OpenAI(base_url=f"{server_url}/v1", api_key="test", _strict_response_validation=True) as client:
        yield client


@pytest.fixture(autouse=True, scope="module")
def _open_gates(server_url: str) -> None:
    for gate in httpx2.get(f"{server_url}/__admin/gates").json()["gates"]:
        httpx2.post(f"{server_url}/__admin/gates/{gate['name']}", json={"open": True}).raise_for_status()


def beyond_ids(response: Any) -> Any:
    """Write a response without what tells two equal calls apart: the base of its ids, and the first of all."""
    base = response.id.removeprefix("resp_")
    return orjson.loads(response.to_json().replace(base[:-2], "…"))


@pytest.fixture(scope="module")
def lenient(server_url: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{server_url}/v1", api_key="test") as client:
        yield client


def test_every_item_type_is_read() -> None:
    assert {*ITEM_TYPES} - BETA == {kind for name in COMPLETED for kind in types_of(name)}


@pytest.mark.parametrize("name", ENDED)
def test_sdk_reads_the_response_and_its_stream(client: OpenAI, name: str) -> None:
    response = client.responses.create(model=MODEL, input=f"play {name}")
    *_, last = client.responses.create(model=MODEL, input=f"play {name}", stream=True)

    assert beyond_ids(response) == beyond_ids(getattr(last, "response", None))


@pytest.mark.parametrize("name", COMPLETED)
def test_stream_helper_gives_the_response(lenient: OpenAI, name: str) -> None:
    response = lenient.responses.create(model=MODEL, input=f"play {name}")
    with lenient.responses.stream(model=MODEL, input=f"play {name}") as stream:
        streamed = stream.get_final_response()

    assert beyond_ids(response)["output"] == without_parsed(beyond_ids(streamed)["output"])


@pytest.mark.parametrize("name", COMPLETED)
def test_stream_helper_accumulates_the_output(server_url: str, lenient: OpenAI, name: str) -> None:
    body = sent(server_url, name)
    *_, terminal = sse.decode(body)
    response = terminal["response"]
    whole = response.pop("output")
    silent = body[: body.rindex(b"event: response.completed")] + sse.encode(terminal)
    headers = {"content-type": "text/event-stream"}
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, content=silent, headers=headers))
    with (
        httpx2.Client(transport=transport) as http,
        lenient.with_options(http_client=http).responses.stream(model=MODEL, input="x") as stream,
    ):
        accumulated = orjson.loads(stream.get_final_response().to_json())["output"]

    assert whole == without_parsed(accumulated)


def sent(url: str, name: str) -> bytes:
    """Fetch the stream as it is on the wire."""
    headers = {"authorization": "Bearer key", "content-type": "application/json"}
    return httpx2.post(f"{url}/v1/responses", content=orjson.dumps(opening(name, True)), headers=headers).content


def without_parsed(value: Any) -> Any:
    """Leave out what the helper adds of its own: texts and arguments, parsed."""
    if isinstance(value, dict):
        return {key: without_parsed(part) for key, part in value.items() if key not in ("parsed", "parsed_arguments")}
    return [*map(without_parsed, value)] if isinstance(value, list) else value
