"""Hundreds of streams at the same time, some of them left in the middle: nothing is said, nothing is kept."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.http.raw import request
from tests.server import Server, serving

STREAMS = 200
DROPPED = 50
DELTAS = 30
SCENARIO = f"""
stubs:
  - when: {{last_user: paced}}
    reply:
      output: [{{message: {"x" * DELTAS}}}]
      stream: {{chunks: [{", ".join(["1"] * (DELTAS - 1))}, rest], first: 10ms, between: 10ms}}
  - when: {{last_user: gated}}
    reply:
      output: [{{message: abc}}]
      stream: {{chunks: [1, rest], gates: [{{name: go, before: response.output_text.delta}}]}}
"""
GROWTH = 4096
"""Kilobytes by which a server may grow between two equal rounds: what an allocator keeps, but no round's worth of streams."""

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Read = Callable[[asyncio.StreamReader], Awaitable[bytes]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("many"), SCENARIO) as one:
        yield one


def asking(text: str, **more: Any) -> bytes:
    """Write a request for a stream, after which the server closes."""
    body = {"model": "gpt-5", "input": text, "stream": True, **more}
    return request(json.dumps(body).encode(), headers={"connection": "close"})


async def stream(server: Server, sent: bytes, read: Read) -> bytes:
    """Ask for one stream, read of it what there is to read, and leave."""
    reader, writer = await asyncio.open_connection(*server.address)
    try:
        writer.write(sent)
        return await asyncio.wait_for(read(reader), 60)
    finally:
        writer.transport.abort()
        await writer.wait_closed()


async def round_of(server: Server, sent: bytes, reads: Sequence[Read]) -> list[bytes]:
    """Ask for so many streams at the same time."""
    return await asyncio.gather(*(stream(server, sent, read) for read in reads))


async def to_the_end(reader: asyncio.StreamReader) -> bytes:
    return await reader.read()


def some(size: int) -> Read:
    """Read so many bytes, of a stream that has more."""
    return lambda reader: reader.readexactly(size)


def reads(seed: int) -> list[Read]:
    """Choose who leaves, and when; half of them are so quick that nothing was answered yet."""
    chance = random.Random(seed)  # noqa: S311 - which streams are left has to be the same in every run
    leaving = [some(chance.choice([0, chance.randrange(1, 4000)])) for _ in range(DROPPED)]
    everyone = [*leaving, *[to_the_end] * (STREAMS - DROPPED)]
    chance.shuffle(everyone)
    return everyone


def sockets(server: Server) -> int:
    """Count the sockets that the server has open."""
    links = [path.readlink() for path in Path(f"/proc/{server.process.pid}/fd").iterdir() if path.is_symlink()]
    return sum(str(link).startswith("socket:") for link in links)


def memory(server: Server) -> int:
    """Tell how many kilobytes the server holds."""
    lines = Path(f"/proc/{server.process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def gate(server: Server) -> dict[str, Any]:
    """Tell how it stands with the gate."""
    with urlopen(f"{server.url}/__admin/gates") as response:  # noqa: S310 - the URL is our own
        return dict(json.load(response)["gates"][0])


def move_gate(server: Server, wanted: bool) -> None:
    body, headers = json.dumps({"open": wanted}).encode(), {"content-type": "application/json"}
    asked = Request(f"{server.url}/__admin/gates/go", body, headers)  # noqa: S310 - the URL is our own
    urlopen(asked).close()  # noqa: S310 - the URL is our own


def becomes(wanted: int, count: Callable[[], int], patience: int = 2000) -> bool:
    """Ask again and again, as often as is patient; each question gives the server a turn."""
    return any(count() == wanted for _ in range(patience))


def calm(server: Server) -> Callable[[], int]:
    """Count the sockets after a turn of the server."""
    return lambda: (gate(server), sockets(server))[1]


def test_streams_that_are_left_do_not_disturb_the_others(server: Server) -> None:
    idle = calm(server)()
    answers = asyncio.run(round_of(server, asking("paced"), reads(0)))
    whole = [answer for answer in answers if b"response.completed" in answer]

    assert STREAMS - DROPPED == len(whole)
    assert {DELTAS} == {answer.count(b"event: response.output_text.delta") for answer in whole}
    assert becomes(idle, calm(server))


def test_streams_that_were_left_leave_nothing(server: Server) -> None:
    for seed in range(3):
        asyncio.run(round_of(server, asking("paced", store=False), reads(seed)))
    before = memory(server)
    for seed in range(3, 6):
        asyncio.run(round_of(server, asking("paced", store=False), reads(seed)))

    assert memory(server) - before < GROWTH


def test_nobody_waits_at_the_gate_for_a_client_that_left(server: Server) -> None:
    move_gate(server, False)
    idle = calm(server)()
    asyncio.run(round_of(server, asking("gated"), [some(500)] * DROPPED))

    assert becomes(0, lambda: int(gate(server)["waiting"]))
    assert becomes(idle, calm(server))


async def _with_leavers(server: Server) -> list[bytes]:
    staying = asyncio.ensure_future(round_of(server, asking("gated"), [to_the_end] * (STREAMS - DROPPED)))
    await round_of(server, asking("gated"), [some(500)] * DROPPED)
    while (await asyncio.to_thread(gate, server))["waiting"] != STREAMS - DROPPED:
        await asyncio.sleep(0)
    await asyncio.to_thread(move_gate, server, True)
    return await staying


def test_gate_opens_for_those_who_stayed(server: Server) -> None:
    move_gate(server, False)
    answers = asyncio.run(_with_leavers(server))

    assert all(b"response.completed" in answer for answer in answers)


def test_followers_of_one_response_may_leave(server: Server) -> None:
    body = json.dumps({"model": "gpt-5", "input": "paced", "background": True}).encode()
    headers = {"authorization": "Bearer x", "content-type": "application/json"}
    with urlopen(Request(f"{server.url}/v1/responses", body, headers)) as response:  # noqa: S310 - the URL is our own
        made = json.load(response)["id"]
    headers = {"authorization": "Bearer x", "connection": "close"}
    following = request(method="GET", path=f"/v1/responses/{made}?stream=true", headers=headers)
    answers = asyncio.run(round_of(server, following, reads(1)))

    assert STREAMS - DROPPED == len([answer for answer in answers if b"response.completed" in answer])
