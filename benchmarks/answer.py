"""One HTTP response, as it came over the wire."""

import re
from dataclasses import dataclass
from functools import cached_property

import orjson

from mockserver.wire import sse

EVENTS = 60
"""How many events the benchmark scenario streams."""

_OK = b"HTTP/1.1 200 "
_CHUNKED = (b"transfer-encoding", b"chunked")
_LAST_CHUNK = b"\r\n0\r\n\r\n"
_HASH = re.compile(rb"[0-9a-f]{40,}")


@dataclass(frozen=True)
class Answer:
    """The bytes of one response, head and body."""

    wire: bytes

    @cached_property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """The headers in their order, names in lower case."""
        lines = self.wire.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
        return [(name.lower(), value.strip()) for name, _, value in (line.partition(b":") for line in lines)]

    @cached_property
    def body(self) -> bytes:
        """The body, out of its chunks."""
        raw = self.wire.partition(b"\r\n\r\n")[2]
        return b"".join(_chunks(raw)) if _CHUNKED in self.headers else raw

    @property
    def is_whole(self) -> bool:
        """Whether all of it has arrived."""
        _, end, raw = self.wire.partition(b"\r\n\r\n")
        if not end:
            return False
        if _CHUNKED in self.headers:
            return raw.endswith(_LAST_CHUNK)
        return len(raw) == int(dict(self.headers).get(b"content-length", b"0"))

    @property
    def masked(self) -> bytes:
        """All bytes, every id replaced; two answers to the same request agree in this."""
        return _HASH.sub(lambda found: b"#" * len(found[0]), self.wire)

    def problem(self, *, streams: bool) -> str | None:
        """Say why this is not what the benchmark scenario answers; nothing when it is."""
        if not self.wire.startswith(_OK):
            return f"not a 200: {self.wire[:300].decode(errors='replace')}"
        return _stream_problem(self.body) if streams else _json_problem(self.body)


def _stream_problem(body: bytes) -> str | None:
    events = sse.decode(body)
    if [event["sequence_number"] for event in events] != [*range(EVENTS)]:
        return f"{len(events)} events instead of {EVENTS} numbered from 0"
    last = events[-1]["type"]
    return None if last == "response.completed" else f"the stream ends with {last}"


def _json_problem(body: bytes) -> str | None:
    status = orjson.loads(body).get("status")
    return None if status == "completed" else f"the response is {status}"


def _chunks(raw: bytes) -> list[bytes]:
    chunks = []
    while raw:
        size, _, rest = raw.partition(b"\r\n")
        length = int(size, 16)
        chunks.append(rest[:length])
        raw = rest[length + 2 :]
    return chunks
