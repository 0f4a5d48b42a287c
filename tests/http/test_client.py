"""Waiting with a client."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Message

from mockserver.http.client import Client, listening

Act = Callable[[Client], Awaitable[object]]


async def _with_client(act: Act, *, leaves: bool) -> tuple[object, int]:
    """Act with a client that says something and may leave then; give the outcome and how many tasks are left."""
    messages = [{"type": "http.request"}, *([{"type": "http.disconnect"}] if leaves else [])]

    async def receive() -> Message:
        if not messages:
            await asyncio.Event().wait()
        return messages.pop(0)

    async with asyncio.timeout(30):
        async with listening(receive) as client:
            outcome = await act(client)
        return outcome, len(asyncio.all_tasks()) - 1


async def never() -> None:
    await asyncio.Event().wait()


async def at_once() -> None:
    pass


ACTS: dict[str, tuple[Act, bool, object]] = {
    "a time that is over": (lambda client: client.until(client.now() - 1), False, True),
    "a time to come": (lambda client: client.until(client.now() + 0.01), False, True),
    "a time that never comes": (lambda client: client.until(client.now() + 1e6), True, False),
    "what happens": (lambda client: client.during(at_once()), False, True),
    "what never happens": (lambda client: client.during(never()), True, False),
    "the end": (lambda client: client.leaves(), True, None),
}


@pytest.mark.parametrize(("act", "leaves", "outcome"), ACTS.values(), ids=ACTS.keys())
def test_waiting_tells_whether_the_client_is_still_there(act: Act, leaves: bool, outcome: object) -> None:
    assert (outcome, 0) == asyncio.run(_with_client(act, leaves=leaves))


async def _waits_a_while(client: Client) -> bool:
    deadline = client.now() + 0.02
    await client.until(deadline)
    return client.now() > deadline - 0.002


def test_a_deadline_is_waited_for() -> None:
    assert (True, 0) == asyncio.run(_with_client(_waits_a_while, leaves=False))


async def _others_during(client: Client) -> int:
    turns: list[int] = []

    async def other() -> None:
        for turn in range(10):
            turns.append(turn)
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        group.create_task(other())
        for _ in range(5):
            await client.until(0.0)
        return len(turns)


def test_others_have_a_turn_where_nothing_is_waited_for() -> None:
    assert (5, 0) == asyncio.run(_with_client(_others_during, leaves=False))
