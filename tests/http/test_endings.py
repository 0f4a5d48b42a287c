"""How replies end, on the wire."""

import socket
from pathlib import Path

import openai
import pytest
from openai import OpenAI

from tests.http.conftest import running_plans
from tests.http.planned import MUCH, PLANS, STREAM_HEAD, A, B, sized_head
from tests.http.raw import LAST_CHUNK, answers, chunk, create, read, read_all, talk
from tests.server import Server

QUICK = create("quick", headers={"connection": "close"})
MOMENT = 0.1
"""Seconds in which a server that says nothing more is taken to be silent."""

AB = STREAM_HEAD + chunk(A) + chunk(B)
CLOSED = {
    "hang up before the head": b"",
    "hang up after the head": STREAM_HEAD,
    "hang up after two": AB,
    "hang up late": AB,
    "hang up after much": STREAM_HEAD + chunk(MUCH),
    "hang up within a length": sized_head(10) + b"abc",
    "shorter than said": sized_head(10) + b"abc",
    "longer than said": sized_head(2) + b"abc",
    "longer in two": sized_head(4) + b"abcdef",
    "said to be empty": sized_head(0) + b"abc",
}
COMPLETE = {
    "complete": AB + LAST_CHUNK,
    "nothing": STREAM_HEAD + LAST_CHUNK,
    "empty bursts": AB + LAST_CHUNK,
    "no content": b"HTTP/1.1 204 No Content\r\n\r\n",
}
HELD = {"hang before the head": b"", "hang after two": AB}


def test_every_plan_has_its_test() -> None:
    assert {*CLOSED, *COMPLETE, *HELD} <= PLANS.keys()


@pytest.mark.parametrize("behind", [b"", QUICK], ids=["alone", "with a call behind it"])
@pytest.mark.parametrize(("plan", "expected"), CLOSED.items(), ids=CLOSED.keys())
def test_the_server_closes(planned: Server, plan: str, expected: bytes, behind: bytes) -> None:
    with socket.create_connection(planned.address, timeout=10) as client:
        client.sendall(create(plan) + behind)

        assert expected == read_all(client)


@pytest.mark.parametrize(("plan", "expected"), COMPLETE.items(), ids=COMPLETE.keys())
def test_the_connection_serves_on(planned: Server, plan: str, expected: bytes) -> None:
    with socket.create_connection(planned.address, timeout=10) as client:
        client.sendall(create(plan))
        assert expected == read(client, len(expected))

        client.sendall(create(plan) + QUICK)
        assert expected == read(client, len(expected))
        assert [b"{}"] == [answer.body for answer in answers(client)]


@pytest.mark.parametrize("behind", [b"", QUICK], ids=["alone", "with a call behind it"])
@pytest.mark.parametrize(("plan", "expected"), HELD.items(), ids=HELD.keys())
def test_the_server_says_nothing_more(planned: Server, plan: str, expected: bytes, behind: bytes) -> None:
    with socket.create_connection(planned.address, timeout=10) as client:
        client.sendall(create(plan) + behind)
        assert expected == read(client, len(expected))

        client.settimeout(MOMENT)
        with pytest.raises(TimeoutError):
            client.recv(1)
    assert [b"{}"] == [answer.body for answer in talk(planned.address, QUICK)]


@pytest.mark.parametrize("plan", [*CLOSED, *HELD])
def test_a_client_may_leave_before_the_end(planned: Server, plan: str) -> None:
    with socket.create_connection(planned.address, timeout=10) as client:
        client.sendall(create(plan))
    assert [b"{}"] == [answer.body for answer in talk(planned.address, QUICK)]


@pytest.mark.parametrize("plan", ["hang before the head", "hang after two", "gated", "long", "hang up after much"])
def test_a_server_may_stop_in_the_middle(tmp_path: Path, plan: str) -> None:
    with running_plans(tmp_path / "log") as server, socket.create_connection(server.address, timeout=10) as client:
        client.sendall(create(plan))
        talk(server.address, QUICK)

        assert (0, "") == server.end()


def given(server: Server, plan: str, seen: list[int], *, timeout: float = 10) -> list[int]:
    """Note and give the numbers of the events that the official client sees."""
    with (
        OpenAI(base_url=f"{server.url}/v1", api_key="test", max_retries=0, timeout=timeout) as client,
        client.responses.create(model="gpt-5", input=plan, stream=True) as events,
    ):
        seen.extend(event.sequence_number for event in events)
    return seen


def test_the_sdk_reads_a_complete_stream(planned: Server) -> None:
    assert [0, 1] == given(planned, "complete", [])


@pytest.mark.parametrize(
    ("plan", "before"),
    [
        ("hang up before the head", []),
        ("hang up after the head", []),
        ("hang up after two", [0, 1]),
        ("shorter than said", []),
    ],
)
def test_the_sdk_sees_the_server_hang_up(planned: Server, plan: str, before: list[int]) -> None:
    seen: list[int] = []
    with pytest.raises(openai.APIConnectionError, match="Connection error"):
        given(planned, plan, seen)

    assert before == seen


@pytest.mark.parametrize(("plan", "before"), [("hang before the head", []), ("hang after two", [0, 1])])
def test_the_sdk_runs_out_of_time(planned: Server, plan: str, before: list[int]) -> None:
    seen: list[int] = []
    with pytest.raises(openai.APITimeoutError):
        given(planned, plan, seen, timeout=MOMENT)

    assert before == seen
