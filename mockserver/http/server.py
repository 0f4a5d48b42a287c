"""Serving the application with uvicorn."""

import asyncio
import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.server import ServerState

from mockserver.http.app import App
from mockserver.http.fast_lane import KNOWN_UVICORN, FastLane
from mockserver.http.protocol import Protocol
from mockserver.http.routes import CREATE_PATH

_BACKLOG = 2048
_COLLECT = (50_000, 20, 20)
"""New objects before a collection of the youngest, and how many of those before one of the older."""
_KEEP_ALIVE = 3600
"""Seconds that an idle connection is kept: longer than any client keeps it, so that none is closed under a request."""
_PATIENCE = 0.5
"""Seconds that answers have to arrive when the server is asked to stop."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def listen(host: str, port: int) -> socket.socket:
    """Open the listening socket; port 0 takes a free one. Raises `OSError` when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_BACKLOG)


def url_of(listener: socket.socket) -> str:
    """Write the URL of a listening socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(app: App, listener: socket.socket, on_ready: Callable[[], None]) -> None:
    """Answer until a signal asks for the end; calls `on_ready` once connections are accepted."""
    config = uvicorn.Config(
        app,
        http=_protocol(app),
        lifespan="off",
        ws=_open_socket if app.opens_sockets else "none",  # type: ignore[arg-type]  # what makes a protocol is enough
        ws_max_size=app.create.max_body,
        # Who says nothing for long may be thinking, or waiting at a gate.
        ws_ping_interval=None,
        log_level="warning",
        access_log=False,
        date_header=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=1,
    )
    _collect_rarely()
    _Server(config, on_ready).run(sockets=[listener])


def _protocol(app: App) -> type[Protocol]:
    if not app.has_short_way or not uvicorn.__version__.startswith(KNOWN_UVICORN):

        class Ordinary(Protocol):
            lets_in = staticmethod(app.lets_in)

        return Ordinary

    class Lane(FastLane):
        lets_in = staticmethod(app.lets_in)
        path, endpoint, guard = CREATE_PATH.encode(), app.create, staticmethod(app.guard)

    return Lane


def _open_socket(config: uvicorn.Config, server_state: ServerState, app_state: dict[str, Any]) -> asyncio.Protocol:
    # Most servers open none, and the library takes long to import.
    from mockserver.http.upgrade import WebSocketProtocol

    return WebSocketProtocol(config, server_state, app_state)


def _collect_rarely() -> None:
    # What is loaded stays for good, and so does what a session remembers, in which there are no cycles; going through
    # it all again and again would cost a tenth of every request.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # A paced stream would hold the process for as long as it lasts, a client that does not read for ever.
        transports = [connection.transport for connection in self.server_state.connections]
        asyncio.get_running_loop().call_later(_PATIENCE, _abort, transports)
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end, which takes a second at most; asked twice, the base class would not let answers end at all."""
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # The base class raises a signal again after the end; but to stop when asked to is no failure.
        before = {number: signal.signal(number, self.handle_exit) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _abort(transports: list[asyncio.Transport]) -> None:
    for transport in transports:
        transport.abort()
