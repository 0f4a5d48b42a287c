"""A way past the ASGI cycle for calls that are answered at once.

Setting up a cycle (scope, task, event, two writes) costs more than deciding the answer. What is unusual about a call
sends it the ordinary way. All calls that come in during one turn of the event loop are decided before the first answer
leaves: the code stays in the processor's caches, and waking the clients is paid for once.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from mockserver.http.endpoint import Endpoint
from mockserver.http.host import Host
from mockserver.http.outlet import LARGEST, WITHOUT_BODY
from mockserver.http.protocol import Protocol
from mockserver.http.usher import put_in
from mockserver.values import Headers, Reply

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application

KNOWN_UVICORN = ("0.54.",)
"""The releases whose inner workings this was tested with; with others all calls go the ordinary way."""

_LONGEST = 1 << 20
"""Bytes of a request body that may still go this way; a longer one is read under flow control."""


class FastLane(Protocol):
    """uvicorn's protocol, which answers ordinary calls for a response as soon as they are read."""

    guard: Callable[[ASGIApp], ASGIApp]

    _endpoint: Endpoint
    _body: list[bytes] | None = None
    _under_way: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin a connection."""
        super().connection_made(transport)
        self._answers: list[bytes] = []

    def on_message_begin(self) -> None:
        """Begin a request; the scope can wait until it is wanted."""
        self.url = b""
        self.headers = []

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header in."""
        self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        """Choose the way."""
        self._read = Headers(self.headers)
        if self._is_ordinary_call():
            self._body = []
        else:
            self._begin_cycle()

    def on_body(self, body: bytes) -> None:
        """Keep a piece of the body."""
        if self._body is None:
            super().on_body(body)
        else:
            self._body.append(body)

    def on_message_complete(self) -> None:
        """Answer."""
        if self._body is None:
            super().on_message_complete()
            return
        raw, self._body = b"".join(self._body), None
        try:
            reply = self._endpoint.decide(self._read, raw)
        except Exception as error:  # the parser would swallow it; raised in the guard, it flies
            self._go_ordinary_way(error)
            return
        written = message(reply)
        if written:
            self._answer(written)
        else:
            self._go_ordinary_way(reply)

    def eof_received(self) -> None:
        """Answer what was asked before the client closed its side."""
        self._flush()
        super().eof_received()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, after all that was."""
        self._flush()
        super().send_400_response(msg)

    def shutdown(self) -> None:
        """End an idle connection."""
        self._flush()
        super().shutdown()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the reply that is under way; uvicorn tells only the newest request, which may still wait behind it."""
        super().connection_lost(exc)
        if self._under_way is not None:
            self._under_way.disconnected = True
            self._under_way.message_event.set()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: "ASGI3Application") -> None:
        self._under_way = cycle
        super()._start_asgi_task(cycle, app)

    def _answer(self, data: bytes) -> None:
        if not self._answers:
            self.loop.call_soon(self._flush)
        self._answers.append(data)
        self.server_state.total_requests += 1

    def _flush(self) -> None:
        if self._answers and not self.transport.is_closing():
            self.transport.write(b"".join(self._answers))
        self._answers.clear()

    def _is_ordinary_call(self) -> bool:
        endpoint, parser = self.host.lane(self.url), self.parser
        if endpoint is None:
            return False
        self._endpoint = endpoint
        return (
            parser.get_method() == b"POST"
            and (self.cycle is None or self.cycle.response_complete)
            and not self.flow.write_paused
            and "expect" not in self._read
            and parser.get_http_version() == "1.1"
            and parser.should_keep_alive()
            and not parser.should_upgrade()
            and 0 < self._declared_length() <= min(_LONGEST, endpoint.max_body)
        )

    def _declared_length(self) -> int:
        text = self._read.get("content-length", "")
        return int(text) if text.isdecimal() else 0

    def _begin_cycle(self) -> None:
        url, headers = self.url, self.headers
        super().on_message_begin()
        super().on_url(url)
        for name, value in headers:
            super().on_header(name, value)
        super().on_headers_complete()

    def _go_ordinary_way(self, decided: Reply | Exception) -> None:
        usual, self.app = self.app, self.guard(_Decided(decided, self._endpoint, self.host))
        self._begin_cycle()
        self.app = usual
        super().on_message_complete()


class _Decided:
    """What was decided already, as an application."""

    def __init__(self, decided: Reply | Exception, endpoint: Endpoint, host: Host) -> None:
        self._decided = decided
        self._endpoint = endpoint
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if isinstance(self._decided, Exception):
            put_in(scope, self._host.room_of(self._endpoint.session))
            raise self._decided
        await self._endpoint.performer.send_reply(self._decided, scope, receive, send)


def message(reply: Reply) -> bytes | None:
    """Write a reply that leaves at once as the bytes of an HTTP response; None of any other."""
    data = reply.ready
    if not data or len(data) > LARGEST or reply.status in WITHOUT_BODY:
        return None
    head = b"".join([b"%b: %b\r\n" % header for header in reply.headers])
    declared = dict(reply.headers).get(b"content-length")
    if declared is None:
        framed = b"%b%btransfer-encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n"
        return framed % (STATUS_LINE[reply.status], head, len(data), data)
    return b"%b%b\r\n%b" % (STATUS_LINE[reply.status], head, data) if int(declared) == len(data) else None
