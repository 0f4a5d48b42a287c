"""HTTP by hand."""

import json
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

LAST_CHUNK = b"0\r\n\r\n"


def chunk(data: bytes) -> bytes:
    """Write one chunk."""
    return b"%x\r\n%b\r\n" % (len(data), data)


@dataclass(frozen=True)
class Answer:
    """One answer as it came; a body of known length is one chunk."""

    status: int
    headers: dict[str, str]
    chunks: list[bytes]

    @property
    def body(self) -> bytes:
        return b"".join(self.chunks)

    @property
    def error(self) -> dict[str, Any]:
        """The error, without the message."""
        error = json.loads(self.body)["error"]
        return {key: error[key] for key in error if key != "message"}


def request(
    body: bytes = b"", *, method: str = "POST", path: str = "/v1/responses", headers: dict[str, str] | None = None
) -> bytes:
    """Write a request; a header of None is left out."""
    given = {"authorization": "Bearer key", "content-type": "application/json", "content-length": str(len(body))}
    lines = [f"{name}: {value}" for name, value in {"host": "localhost", **given, **(headers or {})}.items() if value]
    return "\r\n".join((f"{method} {path} HTTP/1.1", *lines, "", "")).encode("latin-1") + body


def create(text: str, *, stream: bool = False, headers: dict[str, str] | None = None) -> bytes:
    """Write a request that asks for a response to a user's words."""
    return request(json.dumps({"model": "gpt-5", "input": text, "stream": stream}).encode(), headers=headers)


def talk(address: tuple[str, int], *pieces: bytes, method: str = "POST") -> list[Answer]:
    """Write everything, then read all answers until the server closes; the last request must ask it to."""
    with socket.create_connection(address, timeout=30) as client:
        for piece in pieces:
            client.sendall(piece)
        return list(answers(client, method))


def read(client: socket.socket, size: int) -> bytes:
    """Read so many bytes and not one more, or what comes until the server closes."""
    got = bytearray()
    while len(got) < size and (piece := client.recv(min(size - len(got), 1 << 20))):
        got += piece
    return bytes(got)


def read_all(client: socket.socket) -> bytes:
    """Read until the server closes."""
    with client.makefile("rb") as stream:
        return stream.read()


def answers(client: socket.socket, method: str = "POST") -> Iterator[Answer]:
    """Read answers until the server closes."""
    with client.makefile("rb") as stream:
        while line := stream.readline():
            yield _answer(int(line.split()[1]), stream, method)


def _answer(status: int, stream: BufferedReader, method: str) -> Answer:
    headers = dict(_headers(iter(stream.readline, b"\r\n")))
    if method == "HEAD" or status in (100, 204):
        return Answer(status, headers, [])
    if headers.get("transfer-encoding") == "chunked":
        return Answer(status, headers, list(_chunks(stream)))
    return Answer(status, headers, [stream.read(int(headers["content-length"]))])


def _headers(lines: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, _, value = line.decode("latin-1").partition(":")
        yield name, value.strip()


def _chunks(stream: BufferedReader) -> Iterator[bytes]:
    while size := int(stream.readline(), 16):
        yield stream.read(size)
        stream.readline()
    stream.readline()
