"""The frames of a WebSocket, as the Responses API writes them."""

import orjson

from mockserver.values import Dialect, Event, Json, JsonObject, Violation
from mockserver.wire.errors import error_type
from mockserver.wire.parse import Holder, parse

_FRAME = Holder("The text of this frame", "frame")
_FAILED = 500
_SAID = ("code", "message", "param")


def encode(event: Event, dialect: Dialect = "openai", lane: str | None = None) -> bytes:
    """Write an event as the text of one frame; `lane` is the `stream_id` of the request that it answers, if it had one.

    An `error` event becomes an error frame, whether it has the fields of HTTP's event flat or nested.
    """
    return orjson.dumps(_on_lane(_error_of(event, dialect) if event["type"] == "error" else event, lane))


def error_frame(
    status: int,
    message: str,
    *,
    type: str | None = None,  # noqa: A002 - the API's own name for the field
    param: str | None = None,
    code: str | None = None,
    lane: str | None = None,
    dialect: Dialect = "openai",
) -> bytes:
    """Write an error as the text of one frame: what would have been the HTTP status, and the error nested.

    `type` follows from the status and the dialect unless given. Open Responses knows no error without a code
    (open-responses/NOTES.md W8): there the type stands in for a missing one.
    """
    said = {"type": type, "code": code, "message": message, "param": param}
    return orjson.dumps(_on_lane(_frame(status, said, dialect), lane))


def decode(data: str | bytes, *, binary: bool = False) -> JsonObject | Violation:
    """Read a frame, or say why it cannot be: binary, no JSON, no object, too deep."""
    if binary:
        message = "This frame is binary: expected JSON in a text frame."
        return Violation("json", message, code="invalid_frame")
    # Lone surrogates are no JSON; here they are only kept from being an exception of another kind.
    return parse(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data, _FRAME)


def _error_of(event: Event, dialect: Dialect) -> JsonObject:
    nested = event["error"] if isinstance(event.get("error"), dict) else {}
    said = {**{name: event.get(name) for name in _SAID}, **nested}
    number = {name: event[name] for name in ("sequence_number",) if name in event and dialect == "openai"}
    return {**_frame(event.get("status", _FAILED), said, dialect), **number}


def _frame(status: Json, said: JsonObject, dialect: Dialect) -> JsonObject:
    kind = said.get("type") or error_type(status, dialect)
    code = said["code"] or (kind if dialect == "open-responses" else None)
    return {"type": "error", "status": status, "error": {**said, "type": kind, "code": code}}


def _on_lane(frame: JsonObject, lane: str | None) -> JsonObject:
    return frame if lane is None else {**frame, "stream_id": lane}
