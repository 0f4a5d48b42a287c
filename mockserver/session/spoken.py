"""What an answer said, read back from its bytes."""

import orjson

from mockserver.values import JsonObject, Reply
from mockserver.wire import sse

_STREAM = b"text/event-stream"


def headers_of(reply: Reply) -> dict[str, str]:
    """Read the headers, whose names become lower case."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in reply.headers}


def events_of(reply: Reply) -> list[JsonObject]:
    """Read the events of a stream, those that are JSON objects; none of an answer in one piece."""
    if not dict(reply.headers).get(b"content-type", b"").startswith(_STREAM):
        return []
    read = (_object(frame.data) for frame in sse.frames(reply.body) if frame.data != sse.DONE)
    return [event for event in read if event is not None]


def response_of(reply: Reply) -> JsonObject:
    """Read the response as the answer left it: the body, or what the last event says of it; empty when it was none."""
    events = events_of(reply)
    if not events:
        body = _object(reply.body) or {}
        return body if body.get("object") == "response" else {}
    told = (event["response"] for event in reversed(events) if isinstance(event.get("response"), dict))
    return next(told, {})


def output_of(reply: Reply) -> list[JsonObject]:
    """Read the output items; of a stream those that were finished, whatever became of the rest."""
    events = events_of(reply)
    if events:
        done = (event.get("item") for event in events if event.get("type") == "response.output_item.done")
        return [item for item in done if isinstance(item, dict)]
    output = (_object(reply.body) or {}).get("output")
    return [item for item in output if isinstance(item, dict)] if isinstance(output, list) else []


def _object(data: bytes) -> JsonObject | None:
    # What a scenario sends may be anything.
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None
