"""uvicorn's HTTP protocol, as far as every client of the API needs it otherwise."""

import re

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from mockserver.http.connection import Connection
from mockserver.http.host import Host
from mockserver.values import Headers

_OFFER = re.compile(rb"\r\nupgrade(?=: *h2c)", re.IGNORECASE)


class Protocol(HttpToolsProtocol):
    """HTTP/1.1 that passes over offers of HTTP/2, and offers the connection itself to what answers.

    A WebSocket is opened only where and for whom its `host` says so; anybody else is answered over HTTP. Unless it
    `keeps_connections`, each request has one of its own.
    """

    host: Host
    keeps_connections = True

    def data_received(self, data: bytes) -> None:
        """Take bytes in."""
        # Java's HttpClient offers HTTP/2 with every request. A server may pass that over (RFC 9110 §7.8), but the
        # parser takes it for agreed and the body for the other protocol's. No JSON body can hold such a line.
        super().data_received(_OFFER.sub(b"\r\nignored", data) if b"h2c" in data else data)

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        Connection(self.transport, self.flow).offer(self.scope)

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        super().on_headers_complete()
        if not self.keeps_connections and self.cycle is not None:
            self.cycle.keep_alive = False

    def _should_upgrade(self) -> bool:
        if self.parser.get_method() != b"GET" or not super()._should_upgrade():
            return False
        return self.host.opens_socket(self.url.partition(b"?")[0], Headers(self.headers))

    def _unsupported_upgrade_warning(self) -> None:
        # The answer says it; nothing more can be read from the connection, since the parser has stopped.
        if self.cycle is not None:
            self.cycle.keep_alive = False
