"""Following a reply while time passes."""

import asyncio
from collections.abc import AsyncIterator

from mockserver.http.bursts import BurstReader
from mockserver.http.client import Client
from mockserver.http.clock import Manual, Running, Waitable
from mockserver.http.gates import Gates
from mockserver.http.stir import Stir
from mockserver.session.clock import Clock
from mockserver.session.gates import Gates as SessionGates
from mockserver.values import Reader, Reply, Step


class Pace:
    """The clock, the gates and the changes that replies wait for.

    A session's clock that nobody can wait for, such as one that is stopped, has a running one in its place.
    """

    def __init__(self, clock: Clock | None = None, known: SessionGates | None = None) -> None:
        self.clock: Waitable = clock if isinstance(clock, Running | Manual) else Running()
        self.stir = Stir()
        self.gates = Gates(known or SessionGates(), self.clock, self.stir)

    async def follow(self, reply: Reply, client: Client) -> AsyncIterator[tuple[bytes, ...]]:
        """Give what a reply has to send whenever there is something, until it is over or the client is gone."""
        reader: Reader = reply.reader or BurstReader(reply.bursts, self.clock, self.gates)
        is_there, step = True, Step()
        while is_there and not step.is_over:
            happens = self.stir.happened()
            step = reader.read(self.clock.now())
            if step.data:
                yield step.data
            is_there = step.is_over or await self._rest(step, happens, client)

    async def _rest(self, step: Step, happens: asyncio.Future[None], client: Client) -> bool:
        seconds = None if step.wake is None else self.clock.left(step.wake)
        with self.gates.waited_for(step.gate):
            return await client.waits(happens, seconds)
