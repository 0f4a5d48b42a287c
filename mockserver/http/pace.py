"""Following a reply while time passes."""

import asyncio
from collections.abc import AsyncIterator

from mockserver.http.client import Client
from mockserver.http.clock import ManualClock, RealClock, Waitable
from mockserver.http.gatekeeper import Gatekeeper
from mockserver.http.stir import Stir
from mockserver.session.burst_reader import BurstReader
from mockserver.session.clock import Clock
from mockserver.session.gates import Gates
from mockserver.session.timeline import Timeline
from mockserver.values import Reader, Reply, Step


class SessionOver(Exception):  # noqa: N818 - it is no error: somebody wanted it
    """The session of a reply was reset or deleted while the reply waited."""


class Pace:
    """The clock, the gates and the changes that replies wait for.

    A session's clock that nobody can wait for, such as one that is stopped, has a running one in its place. Once the
    session `is_over`, nobody waits any longer.
    """

    def __init__(self, clock: Clock | None = None, gates: Gates | None = None) -> None:
        self.clock: Waitable = clock if isinstance(clock, RealClock | ManualClock) else RealClock()
        self.stir = Stir()
        self._timeline = Timeline(self.clock, gates or Gates())
        self.gatekeeper = Gatekeeper(self._timeline, self.stir)
        self.is_over = False

    def end(self) -> None:
        """Let go of all who wait."""
        self.is_over = True
        self.stir.stir()

    async def lasts(self, client: Client) -> None:
        """Wait until the client is gone. Raises `SessionOver` when the session ends before."""
        while client.is_there:
            self._go_on()
            await client.waits(self.stir.happened(), None)

    async def follow(self, reply: Reply, client: Client) -> AsyncIterator[tuple[bytes, ...]]:
        """Give what a reply has to send whenever there is something, until it is over or the client is gone.

        Raises `SessionOver` when the session ends before.
        """
        reader: Reader = reply.reader or BurstReader(reply.bursts, self._timeline)
        is_there, step = True, Step()
        while is_there and not step.is_over:
            self._go_on()
            happens = self.stir.happened()
            step = reader.read(self.clock.now())
            if step.data:
                yield step.data
            is_there = step.is_over or await self._rest(step, happens, client)

    def _go_on(self) -> None:
        if self.is_over:
            raise SessionOver

    async def _rest(self, step: Step, happens: asyncio.Future[None], client: Client) -> bool:
        seconds = None if step.wake is None else self.clock.left(step.wake)
        with self.gatekeeper.waited_for(step.gate):
            return await client.waits(happens, seconds)
