"""A proxy that lets nothing through and remembers who was called."""

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import NamedTuple


class Proxy(NamedTuple):
    """Where it is, and the first line of each request that came."""

    url: str
    asked: list[str]


@contextmanager
def closed_proxy() -> Iterator[Proxy]:
    """Run a proxy that refuses everybody."""
    asked: list[str] = []

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline().decode().strip())
            # Node tries for ever when a proxy hangs up without an answer.
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Proxy(f"http://127.0.0.1:{server.server_address[1]}", asked)
        server.shutdown()
