"""A server in a thread of its own, beside the tests that call it."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Event, Thread, current_thread
from typing import TypeVar

import uvicorn

from mockserver.http.app import App
from mockserver.http.server import config_of, listen, url_of

_Result = TypeVar("_Result")
_LOOK = 0.5
"""Seconds after which one who waits for a result looks whether there is still anybody to give it."""


class ServerThread:
    """Serves an application until it is stopped; hears no signals, prints nothing and does not hold the process.

    The sessions are touched in the thread's event loop only: what wants something of them has it `run` there. Without
    `keeps_connections` each answer ends its connection, so that none outlives the event loop of an asynchronous client.
    """

    def __init__(self, app: App, listener: socket.socket | None = None, *, keeps_connections: bool = True) -> None:
        self._listener = listener or listen("127.0.0.1", 0)
        self.url = url_of(self._listener)
        self._ready = Event()
        # Of bugs of ours the log still tells; what clients send that is no HTTP is theirs.
        config = config_of(app, keeps_connections=keeps_connections, log_config=None, log_level="error")
        self._server = _Server(config, self._ready.set)
        self._thread = Thread(target=self._serve, name="mockserver", daemon=True)

    def start(self) -> None:
        """Return once connections are accepted. Raises `RuntimeError` when that does not come to be."""
        self._thread.start()
        self._ready.wait()
        if self._server.loop is None:
            raise RuntimeError("the server did not start")

    def run(self, function: Callable[[], _Result]) -> _Result:
        """Call a function in the thread's event loop, and give what it gives or raise what it raises.

        Raises `RuntimeError` when the server is not running.
        """
        if current_thread() is self._thread:
            return function()
        visit = self.send(function)
        while True:
            try:
                return visit.result(_LOOK)
            except TimeoutError:
                is_over = not self._thread.is_alive()
                if visit.done():
                    return visit.result()
                if is_over:
                    raise RuntimeError("the server has stopped") from None

    def send(self, function: Callable[[], _Result]) -> Future[_Result]:
        """Have a function called there, after all that was sent before, and before what clients ask from now on.

        Raises `RuntimeError` when the server is not running.
        """
        loop = self._server.loop
        if loop is None or not self._thread.is_alive() or self._server.asked.is_set():
            raise RuntimeError("the server is not running")
        visit: Future[_Result] = Future()
        loop.call_soon_threadsafe(_call, function, visit)
        return visit

    def stop(self) -> None:
        """Hang up on all clients and end, at once; a server that has ended stays so."""
        if self._server.loop is not None and self._thread.is_alive():
            self._server.loop.call_soon_threadsafe(self._server.asked.set)
        if self._thread.ident is not None:
            self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        try:
            self._server.run(sockets=[self._listener])
        finally:
            self._ready.set()


def _call(function: Callable[[], _Result], visit: Future[_Result]) -> None:
    try:
        visit.set_result(function())
    except BaseException as error:  # flies on in the thread that asked, whatever it is
        visit.set_exception(error)


class _Server(uvicorn.Server):
    """Looks at nothing while it waits for its end, and then waits for nobody."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.asked = asyncio.Event()
        self.loop: asyncio.AbstractEventLoop | None = None
        self._on_ready = on_ready

    async def main_loop(self) -> None:
        """Wait for the end."""
        self.loop = asyncio.get_running_loop()
        self._on_ready()
        await self.asked.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close what is idle, and hang up on all others."""
        for server in self.servers:
            server.close()
        connections = [*self.server_state.connections]
        for connection in connections:
            connection.shutdown()
        await asyncio.sleep(0)
        for connection in connections:
            connection.transport.abort()
        tasks = [*self.server_state.tasks]
        if tasks:
            await asyncio.wait(tasks, timeout=_LOOK)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Hear none."""
        yield
