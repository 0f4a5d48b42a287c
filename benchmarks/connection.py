"""One keep-alive connection that asks the same again and again."""

import socket

from benchmarks.answer import Answer

_HOST = "127.0.0.1"
_TIMEOUT = 10.0
_STATUS = len(b"HTTP/1.1 200")


class WrongAnswerError(Exception):
    """A server answered otherwise than it must, so that its numbers would mean nothing."""


class Connection:
    """Sends a request and takes in the answer, into a buffer of exactly the expected length.

    Every answer must have the status, the length and the end of the expected one; the first must equal it in every
    byte that is no id. Raises `WrongAnswerError` when it does not.
    """

    def __init__(self, port: int, request: bytes, expected: Answer) -> None:
        self.socket = socket.create_connection((_HOST, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self._request = request
        self._expected = expected
        self._status, self._end = expected.wire[:_STATUS], expected.wire[-_STATUS:]
        self._buffer = bytearray(len(expected.wire))
        self._view = memoryview(self._buffer)
        self._got = 0
        self._is_first = True

    def send(self) -> None:
        """Send the request; it fits into the socket's buffer."""
        self.socket.sendall(self._request)

    def receive(self) -> bool:
        """Take in what is there and say whether that completes an answer."""
        size = self.socket.recv_into(self._view[self._got :])
        self._got += size
        if size and self._got < len(self._buffer):
            return False
        self._check()
        self._got = 0
        return True

    def _check(self) -> None:
        buffer = self._buffer
        if self._got < len(buffer) or not buffer.startswith(self._status) or not buffer.endswith(self._end):
            raise WrongAnswerError(f"not an answer like the first: {bytes(buffer[: self._got][:300])!r}")
        if self._is_first and Answer(bytes(buffer)).masked != self._expected.masked:
            raise WrongAnswerError("the first answer of a connection differs in more than its ids")
        self._is_first = False


def ask_once(port: int, request: bytes) -> Answer:
    """Send a request over a connection of its own and read the whole answer."""
    data = b""
    with socket.create_connection((_HOST, port), _TIMEOUT) as opened:
        opened.sendall(request)
        while not Answer(data).is_whole:
            received = opened.recv(65536)
            if not received:
                raise WrongAnswerError(f"the connection was closed after {data[:300]!r}")
            data += received
    return Answer(data)
