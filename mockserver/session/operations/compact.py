"""Making a long run short (seed 001, CompactedResponse)."""

from mockserver.protocol.ids import Ids
from mockserver.protocol.output import complete_output
from mockserver.protocol.response import begun
from mockserver.protocol.usage import output_tokens, usage
from mockserver.session.clock import created_at
from mockserver.session.desk import Desk
from mockserver.session.reading import Reading
from mockserver.values import Call, JsonObject

_KEPT = ("id", "created_at", "output", "usage")


def compact(desk: Desk, call: Call) -> JsonObject:
    """Put one compaction in the place of all items; its id leads back to the thread, for the calls that send it."""
    reading = Reading(call.body)
    origin = desk.origin(call, reading)
    digest = reading.digest.hex()[:8]
    base = f"{origin.parent.base}c{digest}" if origin.parent else desk.bases.base("", reading.digest, 0)
    output = complete_output([("compaction", None)], Ids(base), "completed", desk.dialect)
    read, written = reading.tokens + origin.tokens(reading, desk.now), output_tokens(output)
    response = begun(Ids(base).response, created_at(origin.parent.depth + 1 if origin.parent else 0), {})
    counted = usage(read, written, read + written, cache_write=0)
    return compacted({**response, "output": output, "usage": counted})


def compacted(response: JsonObject) -> JsonObject:
    """Show of a response what a compaction has."""
    return {"object": "response.compaction", **{name: response[name] for name in _KEPT}}
