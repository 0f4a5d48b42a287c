"""Token counts: one token for every four bytes of UTF-8, rounded up."""

from collections.abc import Iterable

import orjson

from mockserver.values import Json, JsonObject

_BYTES_PER_TOKEN = 4


def count(text: str) -> int:
    """Count the tokens of a text."""
    return _of_length(len(text.encode()))


def count_all(texts: Iterable[str]) -> int:
    """Count the tokens of several texts, each for itself."""
    return sum(count(text) for text in texts)


def count_input(body: JsonObject) -> int:
    """Count a request's own tokens: `instructions`, `input` and `tools`; what is no text counts as compact JSON."""
    return sum(_count_value(body.get(name)) for name in ("instructions", "input", "tools"))


def _count_value(value: Json) -> int:
    if isinstance(value, str):
        return count(value)
    return _of_length(len(orjson.dumps(value))) if value else 0


def _of_length(size: int) -> int:
    return -(-size // _BYTES_PER_TOKEN)
