"""The usage block of a response (surface/REPORT.md §6)."""

from collections.abc import Iterable, Iterator, Sequence

import orjson

from mockserver.protocol.item_types import row_of
from mockserver.values import Json, JsonObject
from mockserver.values.tokens import count_all


def output_tokens(items: Iterable[JsonObject]) -> int:
    """Count what the model wrote: texts, names, arguments, queries, code, commands, patches; not what tools gave."""
    return sum(_count(item) for item in items)


def reasoning_tokens(items: Iterable[JsonObject]) -> int:
    """Count the part of the output that is reasoning."""
    return sum(_count(item) for item in items if item["type"] == "reasoning")


def usage(
    input_tokens: object,
    output: int,
    total: object,
    *,
    reasoning: int = 0,
    cached: int = 0,
    cache_write: int | None = 0,
) -> JsonObject:
    """Write the block; input and total may be stand-ins that are filled in later.

    Without a `cache_write` the block does not mention it.
    """
    written = {} if cache_write is None else {"cache_write_tokens": cache_write}
    return {
        "input_tokens": input_tokens,
        "input_tokens_details": {"cached_tokens": cached, **written},
        "output_tokens": output,
        "output_tokens_details": {"reasoning_tokens": reasoning},
        "total_tokens": total,
    }


def _count(item: JsonObject) -> int:
    places = row_of(item["type"]).written
    return count_all(text for place in places for text in _texts(item, place.split(".")))


def _texts(value: Json, path: Sequence[str]) -> Iterator[str]:
    if isinstance(value, list):
        for member in value:
            yield from _texts(member, path)
    elif path and isinstance(value, dict):
        yield from _texts(value.get(path[0]), path[1:])
    elif value is not None:
        yield value if isinstance(value, str) else orjson.dumps(value).decode()
