"""What a request is known by."""

from hashlib import sha256
from typing import NamedTuple

import orjson

from mockserver.protocol.tokens import count, tokens_of
from mockserver.values import Json, JsonObject

_READ_BY_MODEL = ("instructions", "input", "tools")
# How the answer is sent makes no other call of it.
_APART = frozenset({*_READ_BY_MODEL, "stream", "stream_options"})


class Fingerprint(NamedTuple):
    """Equal `digest`s are equal calls, keys in any order; equal `setting`s are equal instructions and tools.

    `tokens` are those of the request itself: `instructions`, `input` and `tools`, each for itself, what is no text as
    compact JSON.
    """

    digest: bytes
    setting: bytes
    tokens: int


def fingerprint(body: JsonObject) -> Fingerprint:
    """Write each part of the body once, and take its digest and its length from there."""
    values = [body.get(name) for name in _READ_BY_MODEL]
    instructions, given, tools = written = [_write(value) for value in values]
    rest = _write({name: value for name, value in body.items() if name not in _APART})
    # JSON holds no zero byte, so the parts stay apart.
    setting = sha256(b"%b\0%b" % (instructions, tools)).digest() if instructions or tools else b""
    digest = sha256(b"\0".join((rest, given, setting))).digest()
    return Fingerprint(digest, setting, sum(map(_tokens, values, written)))


def _write(value: Json) -> bytes:
    return b"" if value is None else orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _tokens(value: Json, written: bytes) -> int:
    if isinstance(value, str):
        return count(value)
    return tokens_of(len(written)) if value else 0
