"""Sending a planned reply."""

from starlette.types import Receive, Scope, Send

from mockserver.http.client import Client, listening
from mockserver.http.outlet import Outlet, declared_length
from mockserver.http.pace import Pace
from mockserver.values import Reply


class Performer:
    """Sends replies as they are planned, at a pace."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()

    async def send_reply(
        self, reply: Reply, scope: Scope, receive: Receive, send: Send, *, opens: bool = False
    ) -> None:
        """Perform a reply to the client of an ASGI call; one who asked for the head gets nothing else.

        What `opens` sends its head before anything is due.
        """
        outlet = Outlet(reply, scope, send)
        if scope.get("method") == "HEAD":
            await outlet.send_head()
        elif leaves_at_once(reply):
            await outlet.write(reply.body)
            await outlet.finish()
        else:
            if opens:
                await outlet.begin()
            async with listening(receive) as client:
                await self.perform(reply, outlet, client)

    async def perform(self, reply: Reply, outlet: Outlet, client: Client) -> None:
        """Send what is due, one write for all that is due at the same instant, then end as planned.

        A client that hangs up ends it.
        """
        async for data in self.pace.follow(reply, client):
            await outlet.write(b"".join(data))
        if client.is_there:
            await _end(reply, outlet, client)


async def _end(reply: Reply, outlet: Outlet, client: Client) -> None:
    if reply.ending == "complete" and await outlet.finish():
        return
    if reply.ending == "hang_up":
        outlet.hang_up()
    await client.leaves()


def leaves_at_once(reply: Reply) -> bool:
    """Whether a reply is a single burst that waits for nothing, and then complete as its head says."""
    data = ready_body(reply)
    return bool(data) and declared_length(reply) in (None, len(data))


def ready_body(reply: Reply) -> bytes:
    """Give what a single burst holds that waits for nothing and ends its reply; nothing of any other reply."""
    bursts = reply.bursts
    if not isinstance(bursts, tuple) or len(bursts) != 1 or reply.ending != "complete":
        return b""
    due, data, gate = bursts[0]
    return b"" if due or gate else data
