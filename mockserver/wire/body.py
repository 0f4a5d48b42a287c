"""Request bodies."""

from collections.abc import Mapping

import orjson

from mockserver.values import JsonObject, Violation

_JSON = "application/json"
_PLAIN = "identity"
_DEEPEST = 250
"""Levels of nesting that a body may have. A little less than orjson's own limit, which is 254, since parts of the body
are written again inside of answers."""
_ROOM = 4


def read_body(headers: Mapping[str, str], raw: bytes) -> JsonObject | Violation:
    """Parse a request body, or say why it cannot be: a wrong content type, compressed, no JSON, no object, too deep."""
    content_type = headers.get("content-type", _JSON)
    if content_type != _JSON and content_type.partition(";")[0].strip().lower() != _JSON:
        return _wrong_content_type(content_type)
    encoding = headers.get("content-encoding", _PLAIN)
    if encoding != _PLAIN and encoding.strip().lower() != _PLAIN:
        return _compressed(encoding.strip().lower())
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        return _malformed(error)
    if raw.count(b"[") + raw.count(b"{") > _DEEPEST and _is_deep(body):
        return _too_deep()
    return body if isinstance(body, dict) else _no_object(body)


def _is_deep(body: object) -> bool:
    for _ in range(_ROOM):
        body = [body]
    try:
        orjson.dumps(body)
    except orjson.JSONEncodeError:
        return True
    return False


def _wrong_content_type(content_type: str) -> Violation:
    message = f"Unsupported content type: '{content_type}'. Send the body as '{_JSON}'."
    return Violation("content_type", message, code="unsupported_content_type")


def _compressed(encoding: str) -> Violation:
    message = f"Unsupported content encoding: '{encoding}'. Send the body as it is, without compression."
    return Violation("content_encoding", message, code="unsupported_content_encoding")


def _malformed(error: orjson.JSONDecodeError) -> Violation:
    where = f"line {error.lineno} column {error.colno}"
    message = f"The body of this request is not valid JSON ({error.msg} at {where})."
    return Violation("json", message, code="invalid_json")


def _too_deep() -> Violation:
    message = f"The body of this request is nested deeper than {_DEEPEST} levels."
    return Violation("json", message, code="invalid_json")


def _no_object(body: object) -> Violation:
    names = {list: "an array", str: "a string", bool: "a boolean", int: "a number", float: "a number"}
    name = names.get(type(body), "null")
    message = f"Invalid type for the request body: expected an object, but got {name} instead."
    return Violation("json", message, code="invalid_type")
