"""Serving the application with uvicorn."""

import asyncio
import gc
import signal
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final, NamedTuple

import uvicorn
from starlette.types import ASGIApp
from uvicorn.server import ServerState

from mockserver.http.app import App
from mockserver.http.fast_lane import KNOWN_UVICORN, FastLane
from mockserver.http.protocol import Protocol

_BACKLOG = 2048
_COLLECT = (50_000, 20, 20)
"""New objects before a collection of the youngest, and how many of those before one of the older."""
_KEEP_ALIVE = 3600
"""Seconds that an idle connection is kept: longer than any client keeps it, so that none is closed under a request."""
_PATIENCE = 0.5
"""Seconds that answers have to arrive when the server is asked to stop."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_USUAL: Final[Mapping[str, Any]] = {
    "lifespan": "off",
    "log_level": "warning",
    "access_log": False,
    "date_header": False,
    "server_header": False,
    "proxy_headers": False,
    "timeout_keep_alive": _KEEP_ALIVE,
    # Connections are aborted long before; on a machine with more to do that may take its time.
    "timeout_graceful_shutdown": 5,
}


def listen(host: str, port: int) -> socket.socket:
    """Open the listening socket; port 0 takes a free one. Raises `OSError` when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_BACKLOG)


def url_of(listener: socket.socket) -> str:
    """Write the URL of a listening socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Beside(NamedTuple):
    """What is served on a port of its own, beside the API: such as the admin routes."""

    app: ASGIApp
    listener: socket.socket


def serve(app: App, listener: socket.socket, on_ready: Callable[[], None], beside: Sequence[Beside] = ()) -> None:
    """Answer until a signal asks for the end; calls `on_ready` once connections are accepted, on all ports."""
    others = [(_Other(_plain(other.app)), other.listener) for other in beside]
    _collect_rarely()
    _Main(config_of(app), on_ready, others).run(sockets=[listener])


def config_of(app: App, *, keeps_connections: bool = True, **more: Any) -> uvicorn.Config:
    """Say how uvicorn serves the API."""
    return uvicorn.Config(
        app,
        http=_protocol(app) if keeps_connections else _closing(app),
        ws=_open_socket if app.opens_sockets else "none",  # type: ignore[arg-type]  # what makes a protocol is enough
        ws_max_size=app.host.max_body,
        # Who says nothing for long may be thinking, or waiting at a gate.
        ws_ping_interval=None,
        **{**_USUAL, **more},
    )


def _plain(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(app, http="httptools", ws="none", **_USUAL)


def _protocol(app: App) -> type[Protocol]:
    if not app.has_short_way or not uvicorn.__version__.startswith(KNOWN_UVICORN):

        class Ordinary(Protocol):
            host = app.host

        return Ordinary

    class Lane(FastLane):
        host, guard = app.host, staticmethod(app.guard)

    return Lane


def _closing(app: App) -> type[Protocol]:
    class Closing(Protocol):
        host, keeps_connections = app.host, False

    return Closing


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


class _Other(uvicorn.Server):
    """Serves beside another, which hears the signals."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # A paced stream would hold the process for as long as it lasts, a client that does not read for ever.
        transports = [connection.transport for connection in self.server_state.connections]
        asyncio.get_running_loop().call_later(_PATIENCE, _abort, transports)
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Hear none."""
        yield


class _Main(_Other):
    """Serves, and has all others serve and end with it."""

    def __init__(
        self,
        config: uvicorn.Config,
        on_ready: Callable[[], None],
        others: Sequence[tuple[_Other, socket.socket]],
    ) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._others = others
        self._serving: list[asyncio.Task[None]] = []

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer, on all ports."""
        self._serving = [asyncio.create_task(other.serve([listener])) for other, listener in self._others]
        await super().serve(sockets)
        await asyncio.gather(*self._serving)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        while not all(other.started for other, _ in self._others):
            for ended in filter(asyncio.Task.done, self._serving):
                ended.result()  # which raises what kept it from starting
            await asyncio.sleep(0)
        if self.started:
            self._on_ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end, which is soon; asked twice, the base class would not let answers end at all."""
        for server in (self, *(other for other, _ in self._others)):
            server.should_exit = True

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
