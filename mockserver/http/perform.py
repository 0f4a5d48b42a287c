"""Sending a planned reply."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias

from starlette.types import Receive, Send

from mockserver.values import Burst, Reply

Now: TypeAlias = Callable[[], float]
"""Tells the time in seconds, from whatever beginning."""

Until: TypeAlias = Callable[[float], Awaitable[bool]]
"""Lets time pass until a deadline of `Now`; false, and at once, when the client is gone."""

_NOTHING = (Burst(0.0, b""),)


async def perform(reply: Reply, send: Send, now: Now, until: Until) -> None:
    """Send the head, then each burst in one write at its due time, which counts from the start and so never drifts.

    A client that hangs up ends it.
    """
    begin = now()
    await send({"type": "http.response.start", "status": reply.status, "headers": list(reply.headers)})
    bursts = tuple(reply.bursts) or _NOTHING
    left = len(bursts)
    for burst in bursts:
        if burst.due and not await until(begin + burst.due):
            return
        left -= 1
        await send({"type": "http.response.body", "body": burst.data, "more_body": left > 0})


async def send_reply(reply: Reply, receive: Receive, send: Send) -> None:
    """Perform a reply by the event loop's clock."""
    await perform(reply, send, asyncio.get_running_loop().time, partial(_until, receive))


async def _until(receive: Receive, deadline: float) -> bool:
    try:
        async with asyncio.timeout_at(deadline):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return True
    return False
