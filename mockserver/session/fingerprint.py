"""Short digests by which equal requests are known."""

from hashlib import blake2b

import orjson

from mockserver.values import Json, JsonObject

_HOW_TO_SEND = frozenset({"stream", "stream_options"})


def call_digest(body: JsonObject) -> bytes:
    """Digest the canonical body, keys sorted; how the answer is to be sent makes no other call of it."""
    return _digest({key: value for key, value in body.items() if key not in _HOW_TO_SEND})


def setting_digest(body: JsonObject) -> bytes:
    """Digest what stays the same through one client's conversation: its instructions and tools."""
    instructions, tools = body.get("instructions"), body.get("tools")
    return _digest([instructions, tools]) if instructions or tools else b""


def squeeze(text: str) -> str:
    """Drop all white space, which clients change freely."""
    return "".join(text.split())


def text_key(text: str) -> str:
    """Reduce a text to what is compared of it: no white space, and a digest in place of a long one."""
    squeezed = squeeze(text)
    return squeezed if len(squeezed) <= 64 else blake2b(squeezed.encode(), digest_size=16).hexdigest()


def _digest(value: Json) -> bytes:
    return blake2b(orjson.dumps(value, option=orjson.OPT_SORT_KEYS), digest_size=16).digest()
