"""The usage block of a response (surface/REPORT.md §6)."""

from collections.abc import Iterable

from mockserver.protocol.item_types import ITEM_TYPES
from mockserver.protocol.tokens import count_all
from mockserver.values import JsonObject


def output_tokens(items: Iterable[JsonObject]) -> int:
    """Count what the model wrote: every text, name and arguments of every item."""
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
    return count_all(ITEM_TYPES[item["type"]].texts(item))
