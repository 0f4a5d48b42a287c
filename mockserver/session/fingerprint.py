"""What a request is known by."""

from hashlib import sha256
from typing import NamedTuple

import orjson

from mockserver.values import Json, JsonObject
from mockserver.values.tokens import count, tokens_of

_CANONICAL = orjson.OPT_SORT_KEYS
# These are written for themselves, and how the answer is sent makes no other call of it; nor does what a client tells
# about itself, which changes with each retry of Codex.
_APART = frozenset({"input", "instructions", "tools", "stream", "stream_options", "client_metadata"})


class Fingerprint(NamedTuple):
    """Equal `digest`s are equal calls, keys in any order; equal `setting`s are equal instructions and tools.

    `parameters` are all others but `input`, as canonical JSON. `tokens` are those of the request itself:
    `instructions`, `input` and `tools`, each for itself, what is no text as compact JSON; `written` is `input` so.
    """

    digest: bytes
    setting: bytes
    parameters: bytes
    tokens: int
    written: bytes


def fingerprint(body: JsonObject) -> Fingerprint:
    """Write each part of the body once, and take its digest and its length from there."""
    given, instructions, tools = body.get("input"), body.get("instructions"), body.get("tools")
    written = orjson.dumps(given, option=_CANONICAL)
    tokens, setting = _tokens(given, written), b""
    if instructions or tools:
        settings = orjson.dumps(instructions, option=_CANONICAL), orjson.dumps(tools, option=_CANONICAL)
        tokens += _tokens(instructions, settings[0]) + _tokens(tools, settings[1])
        setting = sha256(b"%b %b" % settings).digest()
    rest = orjson.dumps({name: value for name, value in body.items() if name not in _APART}, option=_CANONICAL)
    return Fingerprint(sha256(b"%b %b %b" % (rest, written, setting)).digest(), setting, rest, tokens, written)


def _tokens(value: Json, written: bytes) -> int:
    if isinstance(value, str):
        return count(value)
    return tokens_of(len(written)) if value else 0
