"""uvicorn's HTTP protocol, as far as every client of the API needs it otherwise."""

import re

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from mockserver.http.connection import Connection

_OFFER = re.compile(rb"\r\nupgrade(?=: *h2c)", re.IGNORECASE)


class Protocol(HttpToolsProtocol):
    """HTTP/1.1 that passes over offers of HTTP/2, and offers the connection itself to what answers."""

    def data_received(self, data: bytes) -> None:
        """Take bytes in."""
        # Java's HttpClient offers HTTP/2 with every request. A server may pass that over (RFC 9110 §7.8), but the
        # parser takes it for agreed and the body for the other protocol's. No JSON body can hold such a line.
        super().data_received(_OFFER.sub(b"\r\nignored", data) if b"h2c" in data else data)

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        Connection(self.transport, self.flow).offer(self.scope)
