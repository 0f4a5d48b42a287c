"""Waiting with a client."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Message

from mockserver.http.client import Client, listening
from mockserver.http.clock import RealClock

Act = Callable[[Client, "asyncio.Future[None]"], Awaitable[object]]


async def _with_client(act: Act, *, leaves: bool, happens: bool = False) -> tuple[object, int]:
    """Act with a client that says something and may leave then; give the outcome and how many tasks are left."""
    messages = [{"type": "http.request"}, *([{"type": "http.disconnect"}] if leaves else [])]
    loop = asyncio.get_running_loop()
    happening = loop.create_future()
    if happens:
        loop.call_soon(happening.set_result, None)

    async def receive() -> Message:
        if not messages:
            await asyncio.Event().wait()
        return messages.pop(0)

    async with asyncio.timeout(30):
        async with listening(receive) as client:
            outcome = await act(client, happening)
        return outcome, len(asyncio.all_tasks()) - 1


ACTS: dict[str, tuple[Act, bool, bool, object]] = {
    "no time": (lambda client, change: client.waits(change, 0), False, False, True),
    "a while": (lambda client, change: client.waits(change, 0.01), False, False, True),
    "a while that ends before the client": (lambda client, change: client.waits(change, 1e6), True, False, False),
    "a change": (lambda client, change: client.waits(change, None), False, True, True),
    "a change before the time": (lambda client, change: client.waits(change, 1e6), False, True, True),
    "what never happens": (lambda client, change: client.waits(change, None), True, False, False),
    "the end": (lambda client, change: client.leaves(), True, False, None),
}


@pytest.mark.parametrize(("act", "leaves", "happens", "outcome"), ACTS.values(), ids=ACTS.keys())
def test_waiting_tells_whether_the_client_is_still_there(
    act: Act, leaves: bool, happens: bool, outcome: object
) -> None:
    assert (outcome, 0) == asyncio.run(_with_client(act, leaves=leaves, happens=happens))


async def _waits_a_while(client: Client, change: "asyncio.Future[None]") -> bool:
    clock = RealClock()
    deadline = clock.now() + 0.02
    await client.waits(change, clock.left(deadline))
    return clock.now() > deadline - 0.002


def test_a_deadline_is_waited_for() -> None:
    assert (True, 0) == asyncio.run(_with_client(_waits_a_while, leaves=False))


async def _others_during(client: Client, change: "asyncio.Future[None]") -> int:
    turns: list[int] = []

    async def other() -> None:
        for turn in range(10):
            turns.append(turn)
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        group.create_task(other())
        for _ in range(5):
            await client.waits(change, 0)
        return len(turns)


def test_others_have_a_turn_where_nothing_is_waited_for() -> None:
    assert (5, 0) == asyncio.run(_with_client(_others_during, leaves=False))
