"""Server-sent events, as the Responses API writes them."""

import re
from collections.abc import Iterable, Iterator, Mapping

import orjson

from mockserver.values import Dialect, Event

_LINE_END = re.compile(rb"\r\n|\n|\r")
_DONE = b"[DONE]"
_ENDINGS: Mapping[Dialect, bytes] = {"openai": b"", "open-responses": b"data: %b\n\n" % _DONE}


def encode(event: Event) -> bytes:
    r"""Write one event: an `event:` line equal to its `type`, one `data:` line, a blank line; `\n` only."""
    return b"event: %b\ndata: %b\n\n" % (event["type"].encode(), orjson.dumps(event))


def ending(dialect: Dialect) -> bytes:
    """Write what follows the last event of a stream (open-responses/NOTES.md H5)."""
    return _ENDINGS[dialect]


def decode(data: bytes) -> list[Event]:
    """Read a whole stream back, in any line ending, comments and a closing `[DONE]` skipped.

    Raises `orjson.JSONDecodeError` when an event's data is no JSON.
    """
    return [orjson.loads(block) for block in _blocks(_LINE_END.split(data)) if block != _DONE]


def _blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    block: list[bytes] = []
    for line in (*lines, b""):
        if line.startswith(b"data:"):
            block.append(line[5:].removeprefix(b" "))
        elif not line and block:
            yield b"\n".join(block)
            block = []
