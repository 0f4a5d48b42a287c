"""JSON objects out of bytes."""

from typing import NamedTuple

import orjson

from mockserver.values import JsonObject, Violation

_DEEPEST = 250
"""Levels of nesting that an object may have. A little less than orjson's own limit, which is 254, since parts of it are
written again inside of answers."""
_ROOM = 4
_NAMES = {list: "an array", str: "a string", bool: "a boolean", int: "a number", float: "a number"}


class Holder(NamedTuple):
    """What holds the JSON, in the words of messages: at the beginning of a sentence, and after "for"."""

    subject: str
    noun: str


def parse(raw: bytes, holder: Holder) -> JsonObject | Violation:
    """Parse an object, or say why it cannot be: no JSON, no object, too deep."""
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        return _malformed(error, holder)
    if raw.count(b"[") + raw.count(b"{") > _DEEPEST and is_deep(body):
        return too_deep(holder)
    return body if isinstance(body, dict) else _no_object(body, holder)


def is_deep(body: object) -> bool:
    """Tell whether something is nested deeper than it may be."""
    for _ in range(_ROOM):
        body = [body]
    try:
        orjson.dumps(body)
    except orjson.JSONEncodeError:
        return True
    return False


def too_deep(holder: Holder) -> Violation:
    """Say that it is."""
    return Violation("json", f"{holder.subject} is nested deeper than {_DEEPEST} levels.", code="invalid_json")


def _malformed(error: orjson.JSONDecodeError, holder: Holder) -> Violation:
    where = f"line {error.lineno} column {error.colno}"
    message = f"{holder.subject} is not valid JSON ({error.msg} at {where})."
    return Violation("json", message, code="invalid_json")


def _no_object(body: object, holder: Holder) -> Violation:
    name = _NAMES.get(type(body), "null")
    message = f"Invalid type for the {holder.noun}: expected an object, but got {name} instead."
    return Violation("json", message, code="invalid_type")
