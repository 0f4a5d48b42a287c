"""WebSocket connections."""

import asyncio
from collections.abc import Callable, Iterable
from functools import partial

from starlette.types import Receive, Scope, Send

from mockserver.http.client import Client
from mockserver.http.connection import connection_of
from mockserver.http.pace import SessionOver
from mockserver.http.perform import Performer
from mockserver.session.exchange import Outcome
from mockserver.session.session import Session
from mockserver.session.socket import actions
from mockserver.session.socket.actions import Action
from mockserver.session.socket.connection import Connection
from mockserver.session.socket.running import Running
from mockserver.values import Headers, Reply

_GOING_AWAY = 1001
"""The code of a connection whose server leaves (RFC 6455 §7.4.1)."""


class Socket:
    """Talks to the clients that open a WebSocket, an ASGI application; turns are told like all replies."""

    def __init__(self, session: Session, performer: Performer) -> None:
        self._session = session
        self._performer = performer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Accept a connection, and talk until the client, the connection or the session is gone."""
        await receive()
        await send({"type": "websocket.accept"})
        headers, now = Headers(scope["headers"]), self._performer.pace.clock.now()
        connection = Connection(self._session, self._session.contract, headers, now)
        gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        async with asyncio.TaskGroup() as tasks:
            talk = _Talk(connection, self._performer, Client(gone), tasks, _Line(scope, send))
            tasks.create_task(talk.grow_old())
            await talk.listen(receive)
            gone.set_result(None)


class _Line:
    """The way to the client; nothing is sent to one who is gone, or after the end."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self.is_over = False

    async def say(self, frames: Iterable[bytes]) -> None:
        """Send frames of text, each in a write of its own."""
        for frame in frames:
            # Bytes that a scenario sends may be anything, but a frame of text has to be UTF-8.
            await self._pass({"type": "websocket.send", "text": frame.decode(errors="replace")})

    async def close(self, code: int, reason: str) -> None:
        """Say goodbye."""
        await self._pass({"type": "websocket.close", "code": code, "reason": reason})
        self.is_over = True

    def hang_up(self) -> None:
        """Drop the connection without a word."""
        self.is_over = True
        connection_of(self._scope).close()

    async def _pass(self, message: dict[str, object]) -> None:
        if self.is_over:
            return
        try:
            await self._send(message)
        except OSError:  # as ASGI says that the client is gone
            self.is_over = True


class _Talk:
    """One connection's talk: a task listens, and each turn is told in a task of its own.

    The lock keeps what the connection decides and what is sent in one order.
    """

    def __init__(
        self, connection: Connection, performer: Performer, client: Client, tasks: asyncio.TaskGroup, line: _Line
    ) -> None:
        self._connection = connection
        self._pace = performer.pace
        self._note = performer.note
        self._client = client
        self._tasks = tasks
        self._line = line
        self._lock = asyncio.Lock()

    async def listen(self, receive: Receive) -> None:
        """Take frames in until the client is gone."""
        while (message := await receive())["type"] != "websocket.disconnect":
            text: str | None = message.get("text")
            data = message["bytes"] if text is None else text
            await self._do(partial(self._connection.take, data))
            # What was said may have changed a response that others follow, too.
            self._pace.stir.stir()

    async def grow_old(self) -> None:
        """Wait for the end of the connection's time, or of the session."""
        clock, deadline, is_there = self._pace.clock, self._connection.deadline, True
        while is_there and not self._pace.is_over and clock.now() < deadline:
            is_there = await self._client.waits(self._pace.stir.happened(), clock.left(deadline))
        await self._do(self._leave if self._pace.is_over else self._connection.pass_time)

    def _leave(self, now: float) -> list[Action]:
        return [actions.Close(_GOING_AWAY, "The session was reset or deleted.")]

    async def _tell(self, turn: Running) -> None:
        began = self._pace.clock.now()
        try:
            async for frames in self._pace.follow(turn.reply, self._client):
                async with self._lock:
                    await self._line.say(turn.tell(frames))
        except SessionOver:
            return
        self._note(turn.reply, self._outcome(turn.reply), began)
        if not self._client.is_there or turn.reply.ending == "hang":
            return
        if turn.reply.ending == "hang_up":
            self._line.hang_up()
        await self._do(partial(self._connection.end, turn))

    def _outcome(self, reply: Reply) -> Outcome:
        if not self._client.is_there:
            return "left"
        return "complete" if reply.ending == "complete" else "cut"

    async def _do(self, decide: Callable[[float], list[Action]]) -> None:
        async with self._lock:
            if not self._line.is_over:
                for action in decide(self._pace.clock.now()):
                    await self._perform(action)

    async def _perform(self, action: Action) -> None:
        match action:
            case actions.Send(text):
                await self._line.say((text,))
            case actions.Begin(turn):
                self._tasks.create_task(self._tell(turn))
            case actions.Close(code, reason):
                await self._line.close(code, reason)
