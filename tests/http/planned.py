"""A server whose plans are chosen by name, for what no scenario is needed to say: `python -m tests.http.planned`."""

import resource
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from mockserver.http.clock import RealClock
from mockserver.http.server import listen, serve, url_of
from mockserver.session.clock import Clock
from mockserver.session.gates import Gates
from mockserver.session.session import Session
from mockserver.values import Burst, Call, Dialect, Event, Reply, Violation
from mockserver.wire import sse
from mockserver.wire.errors import error_reply, json_reply
from tests.http.hosting import app_of

NO_CALL = Call("", {}, {})
STREAM = ((b"content-type", b"text/event-stream"),)
STREAM_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
BLOCK = b"x" * 65_536
BLOCKS = 4096
"""A quarter of a GiB."""
MUCH = BLOCK * 128
"""More than a socket takes at once."""
EVENTS = 100_000


class Anew(Iterable[Burst]):
    """Makes its bursts while it is walked."""

    def __init__(self, make: Callable[[], Iterator[Burst]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Burst]:
        return self._make()


def stream(*bursts: Burst, ending: Any = "complete") -> Reply:
    return Reply(200, STREAM, bursts, ending)


def sized(length: int, *pieces: bytes, ending: Any = "complete") -> Reply:
    return Reply(200, ((b"content-length", b"%d" % length),), tuple(Burst(0.0, piece) for piece in pieces), ending)


def sized_head(length: int) -> bytes:
    return b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % length


def _blocks() -> Iterator[Burst]:
    return (Burst(0.0, b"x" * len(BLOCK)) for _ in range(BLOCKS))


def delta(number: int) -> Event:
    """Make one event of a stream, of about a thousand bytes."""
    text = f"{number} ".ljust(800, ".")
    place = {"item_id": "msg_1", "output_index": 0, "content_index": 0, "logprobs": []}
    return {"type": "response.output_text.delta", "sequence_number": number, **place, "delta": text}


def _events() -> Iterator[Burst]:
    kept = bytearray()
    for number in range(EVENTS):
        kept += sse.encode(delta(number))
        if len(kept) >= len(BLOCK):
            yield Burst(0.0, bytes(kept))
            kept.clear()
    yield Burst(0.0, bytes(kept))


A, B = (sse.encode(delta(number)) for number in range(2))
AB = (Burst(0.0, A), Burst(0.0, B))
PLANS: Mapping[str, Reply] = {
    "quick": json_reply(200, b"{}", {}),
    "complete": stream(*AB),
    "nothing": stream(),
    "empty bursts": stream(Burst(0.0, b""), *AB, Burst(0.0, b"")),
    "hang up before the head": stream(ending="hang_up"),
    "hang up after the head": stream(Burst(0.0, b""), ending="hang_up"),
    "hang up after two": stream(*AB, ending="hang_up"),
    "hang up after much": stream(Burst(0.0, MUCH), ending="hang_up"),
    "hang up within a length": sized(10, b"abc", ending="hang_up"),
    "hang up late": stream(AB[0], Burst(0.02, B), ending="hang_up"),
    "hang before the head": stream(ending="hang"),
    "hang after two": stream(*AB, ending="hang"),
    "shorter than said": sized(10, b"abc"),
    "longer than said": sized(2, b"abc"),
    "longer in two": sized(4, b"abc", b"def"),
    "said to be empty": sized(0, b"abc"),
    "no content": Reply(204, (), ()),
    "gated": stream(AB[0], Burst(0.0, B, "first")),
    "gated from the start": stream(Burst(0.0, A, "first"), Burst(0.0, B, "second")),
    "long": Reply(200, STREAM, Anew(_blocks)),
    "events": Reply(200, STREAM, Anew(_events)),
}


class Plans(Session):
    """Takes the input for the name of a plan; `memory` is answered with the peak, in KiB."""

    def __init__(self) -> None:
        """Need nothing but gates."""
        self._gates = Gates({"first", "second"})

    @property
    def gates(self) -> Gates:
        return self._gates

    @property
    def clock(self) -> Clock:
        return RealClock()

    @property
    def dialect(self) -> Dialect:
        return "openai"

    @property
    def stateless(self) -> bool:
        return False

    def handle(self, call: Call) -> Reply:
        name = call.body["input"]
        if name == "memory":
            return json_reply(200, b"%d" % resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, {})
        return PLANS[str(name)]

    def refuse(self, violation: Violation, call: Call = NO_CALL) -> Reply:
        return error_reply(violation.status, violation.message, param=violation.param, code=violation.code)


if __name__ == "__main__":
    listener = listen("127.0.0.1", 0)
    greeting = f"the server listens on {url_of(listener)}\n"
    serve(app_of(Plans()), listener, lambda: print(greeting, end="", flush=True))  # noqa: T201 - a test reads it
