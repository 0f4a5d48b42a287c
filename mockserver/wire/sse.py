"""Server-sent events, as the Responses API writes them."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import orjson

from mockserver.values import Dialect, Event
from mockserver.wire.encoding import Encoding

DONE: Final = b"[DONE]"
"""The data that some servers send after the last event (open-responses/NOTES.md H5)."""

CONTENT_TYPE: Final = b"text/event-stream; charset=utf-8"
HEADERS: Final = ((b"content-type", CONTENT_TYPE), (b"cache-control", b"no-cache"))
"""What stands above the events of a response."""

_LINE_END = re.compile(rb"\r\n|\n|\r")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ENDINGS: Mapping[Dialect, bytes] = {"openai": b"", "open-responses": b"data: %b\n\n" % DONE}


class Frame(NamedTuple):
    """One event as it was written: the line of its data, from 1; what its `event:` line says; its data."""

    line: int
    event: bytes | None
    data: bytes


def encode(event: Event) -> bytes:
    r"""Write one event: an `event:` line equal to its `type`, one `data:` line, a blank line; `\n` only."""
    return b"event: %b\ndata: %b\n\n" % (event["type"].encode(), orjson.dumps(event))


def ending(dialect: Dialect) -> bytes:
    """Write what follows the last event of a stream."""
    return _ENDINGS[dialect]


_ENCODINGS: Mapping[Dialect, Encoding] = {dialect: Encoding(encode, end) for dialect, end in _ENDINGS.items()}


def encoding(dialect: Dialect) -> Encoding:
    """Give the encoding of a dialect's stream."""
    return _ENCODINGS[dialect]


def decode(data: bytes) -> list[Event]:
    """Read a whole stream back, a closing `[DONE]` skipped.

    Raises `orjson.JSONDecodeError` when an event's data is no JSON.
    """
    return [orjson.loads(frame.data) for frame in frames(data) if frame.data != DONE]


def frames(data: bytes) -> Iterator[Frame]:
    """Take a stream apart, in any line ending, without its comments; the last event may lack its blank line."""
    event: bytes | None = None
    begun, texts = 0, list[bytes]()
    for number, line in enumerate([*_LINE_END.split(data.removeprefix(_BYTE_ORDER_MARK)), b""], 1):
        field, _, value = line.partition(b":")
        if field == b"data":
            begun = begun or number
            texts.append(value.removeprefix(b" "))
        elif field == b"event":
            event = value.removeprefix(b" ")
        elif not line:
            if texts:
                yield Frame(begun, event, b"\n".join(texts))
            event, begun, texts = None, 0, []
