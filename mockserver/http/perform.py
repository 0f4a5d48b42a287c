"""Sending a planned reply."""

from collections.abc import Callable

from starlette.types import Receive, Scope, Send

from mockserver.http.client import Client, listening
from mockserver.http.outlet import Outlet, declared_length
from mockserver.http.pace import Pace, SessionOver
from mockserver.session.exchange import Delivery, Outcome
from mockserver.values import Dialect, Reply
from mockserver.wire.errors import error_reply


def _unheard(number: int, delivery: Delivery) -> None:
    """Let nobody know how far a reply came."""


def over_reply(dialect: Dialect = "openai") -> Reply:
    """Plan what a client is told whose session ends before its answer begins."""
    message = "The session was reset or deleted while this call waited for its answer."
    headers = {"x-should-retry": "false"}
    return error_reply(410, message, code="mock_session_over", headers=headers, dialect=dialect)


class Performer:
    """Sends replies as they are planned, at a pace.

    `deliver` hears how far each came that takes its time; `over` is sent in the place of one whose session has ended.
    """

    def __init__(
        self,
        pace: Pace | None = None,
        deliver: Callable[[int, Delivery], None] = _unheard,
        over: Reply | None = None,
    ) -> None:
        self.pace = pace or Pace()
        self._deliver = deliver
        self.over = over or over_reply()

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
                try:
                    await self.perform(reply, outlet, client)
                except SessionOver:
                    await self._break_off(outlet, scope, send, client)

    async def perform(self, reply: Reply, outlet: Outlet, client: Client) -> None:
        """Send what is due, one write for all that is due at the same instant, then end as planned.

        A client that hangs up ends it. Raises `SessionOver`.
        """
        began = self.pace.clock.now()
        async for data in self.pace.follow(reply, client):
            await outlet.write(b"".join(data))
        outcome = await _end(reply, outlet) if client.is_there else "left"
        self.note(reply, outcome, began)
        if outcome == "cut":
            await self.pace.lasts(client)

    def note(self, reply: Reply, outcome: Outcome, began: float) -> None:
        """Say how far a reply came that began at this time of the clock."""
        if reply.number:
            self._deliver(reply.number, Delivery(outcome, self.pace.clock.now() - began))

    async def _break_off(self, outlet: Outlet, scope: Scope, send: Send, client: Client) -> None:
        if outlet.has_begun:
            outlet.hang_up()
            await client.leaves()
        else:
            instead = Outlet(self.over, scope, send)
            await instead.write(self.over.body)
            await instead.finish()


async def _end(reply: Reply, outlet: Outlet) -> Outcome:
    """End a reply as it is planned."""
    if reply.ending == "complete" and await outlet.finish():
        return "complete"
    if reply.ending == "hang_up":
        outlet.hang_up()
    return "cut"


def leaves_at_once(reply: Reply) -> bool:
    """Whether a reply is a single burst that waits for nothing, and then complete as its head says."""
    data = reply.ready
    return bool(data) and declared_length(reply) in (None, len(data))
