"""When a request wants its history made short."""

from mockserver.auto.request import Request
from mockserver.auto.tools import objects
from mockserver.values import Json
from mockserver.values.tokens import tokens_of


def wants_compaction(request: Request) -> bool:
    """Whether the input ends in a trigger, which nothing else answers (constraint X06)."""
    return bool(request.items) and request.items[-1][0].get("type") == "compaction_trigger"


def compacts_first(request: Request) -> bool:
    """Whether the input is longer than the request wants it to become (constraint L06)."""
    managed = objects(request.body.get("context_management"))
    thresholds = [one.get("compact_threshold") for one in managed if one.get("type") == "compaction"]
    known = [limit for limit in thresholds if isinstance(limit, int)]
    return bool(known) and tokens_of(_size(request.body.get("input"))) > min(known)


def _size(value: Json) -> int:
    """Count the bytes of a value written as JSON, near enough, however deep it is."""
    size, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
        size += 4 if isinstance(one, dict | list) else len(str(one).encode(errors="surrogatepass")) + 2
    return size
