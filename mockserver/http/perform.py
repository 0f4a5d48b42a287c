"""Sending a planned reply."""

from starlette.types import Receive, Scope, Send

from mockserver.http.client import Client, listening
from mockserver.http.gates import Gates
from mockserver.http.outlet import Outlet, declared_length
from mockserver.values import Burst, Reply


class Performer:
    """Sends replies as they are planned, `speed` times as fast; at speed 0 nothing is waited for but gates."""

    def __init__(self, speed: float = 1.0, gates: Gates | None = None) -> None:
        self._speed = speed
        self._gates = gates or Gates()

    async def send_reply(self, reply: Reply, scope: Scope, receive: Receive, send: Send) -> None:
        """Perform a reply to the client of an ASGI call."""
        outlet = Outlet(reply, scope, send)
        if leaves_at_once(reply):
            await outlet.write(reply.body)
            await outlet.finish()
        else:
            async with listening(receive) as client:
                await self.perform(reply, outlet, client)

    async def perform(self, reply: Reply, outlet: Outlet, client: Client) -> None:
        """Send each burst at its due time, which counts from the start and so never drifts, then end as planned.

        A gate that opens late puts off all that comes after it. A client that hangs up ends it.
        """
        begin = client.now()
        for burst in reply.bursts:
            due = begin + self._after(burst)
            if not await client.until(due):
                return
            if burst.gate and not self._gates.is_open(burst.gate):
                if not await client.during(self._gates.wait(burst.gate)):
                    return
                begin += client.now() - due
            await outlet.write(burst.data)
        await _end(reply, outlet, client)

    def _after(self, burst: Burst) -> float:
        return burst.due / self._speed if self._speed else 0.0


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
