"""A stage on which replies are performed without a socket: time passes only when somebody waits or sends."""

import asyncio
from typing import Any

from starlette.types import Message

from mockserver.http.client import Client
from mockserver.http.clock import ManualClock
from mockserver.http.connection import Connection
from mockserver.http.outlet import Outlet
from mockserver.http.pace import Pace
from mockserver.http.perform import Performer
from mockserver.session.gates import Gates
from mockserver.values import Burst, Reply

HEADERS = ((b"x-a", b"1"),)
START: Message = {"type": "http.response.start", "status": 200, "headers": [*HEADERS]}
END = (b"", False)
LEFT = 1000.0
"""When the client leaves unless told otherwise."""


class Wire(Connection):
    """Notes what is done below HTTP's framing."""

    def __init__(self, stage: "Stage") -> None:
        self.stage = stage

    async def write(self, data: bytes) -> None:
        self.stage.note(data)

    def close(self) -> None:
        self.stage.note("close")


class Waited(ManualClock):
    """A clock that is put forward to whatever is waited for."""

    def left(self, deadline: float) -> float | None:
        return max(deadline - self.now(), 0.0)


class Stage(Client):
    """The client too, who leaves at `gone`; each write takes `sending`, and `opens` says when each gate is opened."""

    def __init__(
        self, *, speed: float = 1.0, sending: float = 0.0, gone: float = LEFT, opens: dict[str, float] | None = None
    ) -> None:
        self.clock = Waited(speed)
        self.sending = sending
        self.gone_at = gone
        self.opens = opens or {}
        self.performer = Performer(Pace(self.clock, Gates(self.opens)))
        self.noted: list[tuple[float, Any]] = []

    @property
    def is_there(self) -> bool:
        return self.clock.now() < self.gone_at

    async def waits(self, happens: asyncio.Future[None], seconds: float | None) -> bool:
        coming = [at for at in (*self.opens.values(), self.gone_at) if at > self.clock.now()]
        self.pass_time(min(at - self.clock.now() for at in coming) if seconds is None else seconds)
        return self.is_there

    async def leaves(self) -> None:
        self.pass_time(self.gone_at - self.clock.now())

    async def send(self, message: Message) -> None:
        self.note(message if message["type"] == "http.response.start" else (message["body"], message["more_body"]))
        self.pass_time(self.sending)

    def pass_time(self, seconds: float) -> None:
        """Put the clock forward, but not beyond the time at which the client leaves; open gates on the way."""
        end = min(self.clock.now() + seconds, self.gone_at)
        for name, at in sorted(self.opens.items(), key=lambda opening: opening[1]):
            if self.clock.now() <= at <= end:
                self.clock.advance(at - self.clock.now())
                self.performer.pace.gatekeeper.open(name)
        self.clock.advance(end - self.clock.now())

    def note(self, what: object) -> None:
        self.noted.append((self.clock.now(), what))

    def perform(self, reply: Reply) -> list[tuple[float, Any]]:
        """Send a reply, and give what was sent when."""
        scope: Any = {}
        Wire(self).offer(scope)
        self.pass_time(0.0)
        asyncio.run(self.performer.perform(reply, Outlet(reply, scope, self.send), self))
        return self.noted

    def play(self, *bursts: Burst) -> list[tuple[float, Any]]:
        """Perform bursts; leave the head and the end out."""
        return [(at, what[0]) for at, what in self.perform(Reply(200, HEADERS, bursts))[1:] if what != END]
