"""uvicorn's WebSocket protocol, as this server needs it otherwise; imported with the first connection."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from mockserver.http.connection import Connection


class WebSocketProtocol(WebSocketsSansIOProtocol):
    """Frames that offer the connection below them to the application, and say nothing in the log of what clients do."""

    def data_received(self, data: bytes) -> None:
        """Take bytes in."""
        super().data_received(data)
        if self.conn.handshake_exc and not self.handshake_initiated:
            self._turn_away(self.conn.handshake_exc)

    def handle_connect(self, event: Request) -> None:
        """Begin a connection."""
        super().handle_connect(event)
        if not self.close_sent:
            Connection(self.transport, self).offer(self.scope)

    def send_receive_event_to_app(self) -> None:
        """Give a whole frame to the application; one of text that is no text ends the connection (RFC 6455 §8.1)."""
        if self.curr_msg_data_type == "text" and not _is_text(b"".join(self.frames)):
            self.conn.fail(1007, "a frame of text is no UTF-8")
            self.handle_parser_exception()
        else:
            super().send_receive_event_to_app()

    def _turn_away(self, error: Exception) -> None:
        """Refuse what the library does not take for a handshake; some of it the library has answered already."""
        self.handshake_complete = self.close_sent = True
        why = f"Failed to open a WebSocket connection: {error.__cause__ or error}.\n"
        written = b"".join(self.conn.data_to_send()) or self.conn.reject(400, why).serialize()
        self.transport.write(written)
        self.transport.close()

    async def drain(self) -> None:
        """Wait until the client has read enough to be sent more."""
        await self.writable.wait()


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
