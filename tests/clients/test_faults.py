"""What the official SDK makes of answers that are broken on purpose."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from json import JSONDecodeError
from typing import Any, TypeAlias

import pytest
from openai import APIConnectionError, APITimeoutError, InternalServerError, OpenAI

from tests.clients.cases import MODEL
from tests.laws.player import parts

PATIENCE: Mapping[str, float] = {"stall": 0.5}
"""Seconds after which the client gives up what would stand still forever."""
WHOLE = 16
"""The events of the stream that all but a few of these fixtures spoil."""

Outcome: TypeAlias = type[Exception] | None
"""What is raised in the end, if anything."""

STREAMS: Mapping[str, tuple[int, Outcome]] = {
    "content_length": (WHOLE, None),
    "content_type": (WHOLE, None),
    "cut_body": (0, APIConnectionError),
    "disconnect_after": (6, APIConnectionError),
    "disconnect_after_headers": (0, APIConnectionError),
    "disconnect_before_headers": (0, APIConnectionError),
    "disconnect_mid_event": (6, APIConnectionError),
    "drop_event": (WHOLE - 1, None),
    "duplicate_event": (WHOLE + 1, None),
    "empty_body": (0, None),
    "html_error": (0, InternalServerError),
    "invalid_events": (4, None),
    "invalid_utf8": (4, UnicodeDecodeError),
    "malformed_json": (4, JSONDecodeError),
    "missing_done": (WHOLE, None),
    "raw": (0, None),
    "reorder_events": (WHOLE, None),
    "slow_headers": (WHOLE, None),
    "stall": (6, APITimeoutError),
    "stall_for": (WHOLE, None),
    "truncate_after": (6, None),
    "wrong_event_name": (WHOLE, None),
    "wrong_sequence_number": (WHOLE, None),
}
"""How many events come, and what follows them."""
BODIES: Mapping[str, type[Exception]] = {
    "content_length": APIConnectionError,
    "cut_body": APIConnectionError,
    "disconnect_after": APIConnectionError,
    "disconnect_after_headers": APIConnectionError,
    "disconnect_before_headers": APIConnectionError,
    "disconnect_mid_event": APIConnectionError,
    "empty_body": JSONDecodeError,
    "html_error": InternalServerError,
    "invalid_utf8": UnicodeDecodeError,
    "malformed_json": JSONDecodeError,
    "stall": APITimeoutError,
}
"""What a client that wants JSON sees; the faults that are missing have no form there."""


@pytest.fixture(scope="module")
def client(server_url: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{server_url}/v1", api_key="test", max_retries=0) as client:
        yield client


def outcome(client: OpenAI, name: str, *, stream: bool) -> tuple[int, Outcome]:
    count, impatient = 0, client.with_options(timeout=PATIENCE.get(name, 10.0))
    try:
        answer: Any = impatient.responses.create(model=MODEL, input=f"play {name}", stream=stream)
        for _ in answer if stream else ():
            count += 1
    except (*BODIES.values(),) as error:
        return count, type(error)
    return count, None


def test_every_fault_is_tried() -> None:
    assert {*STREAMS} == {part.scenario.name for part in parts(disturbed=True) if part.dialect == "openai"}


@pytest.mark.parametrize("name", STREAMS)
def test_stream(client: OpenAI, name: str) -> None:
    assert STREAMS[name] == outcome(client, name, stream=True)


@pytest.mark.parametrize("name", STREAMS)
def test_json(client: OpenAI, name: str) -> None:
    assert (0, BODIES.get(name)) == outcome(client, name, stream=False)


@pytest.mark.parametrize("name", ["disconnect_before_headers", "html_error"])
def test_client_that_tries_again_meets_the_same(client: OpenAI, name: str) -> None:
    patient = client.with_options(max_retries=1)

    assert (0, BODIES[name]) == outcome(patient, name, stream=False)


def test_server_goes_on_after_all_of_them(client: OpenAI) -> None:
    for name in BODIES.keys() - {"stall"}:
        with suppress(*BODIES.values()):
            client.responses.create(model=MODEL, input=f"play {name}")

    assert client.responses.create(model=MODEL, input="play text").output_text.startswith("Hello!")
