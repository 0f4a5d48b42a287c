"""Request bodies."""

from collections.abc import Mapping

from mockserver.values import JsonObject, Violation
from mockserver.wire.parse import Holder, parse

_JSON = "application/json"
_PLAIN = "identity"
_BODY = Holder("The body of this request", "request body")


def read_body(headers: Mapping[str, str], raw: bytes) -> JsonObject | Violation:
    """Parse a request body, or say why it cannot be: a wrong content type, compressed, no JSON, no object, too deep."""
    content_type = headers.get("content-type", _JSON)
    if content_type != _JSON and content_type.partition(";")[0].strip().lower() != _JSON:
        return _wrong_content_type(content_type)
    encoding = headers.get("content-encoding", _PLAIN)
    if encoding != _PLAIN and encoding.strip().lower() != _PLAIN:
        return _compressed(encoding.strip().lower())
    return parse(raw, _BODY)


def _wrong_content_type(content_type: str) -> Violation:
    message = f"Unsupported content type: '{content_type}'. Send the body as '{_JSON}'."
    return Violation("content_type", message, code="unsupported_content_type")


def _compressed(encoding: str) -> Violation:
    message = f"Unsupported content encoding: '{encoding}'. Send the body as it is, without compression."
    return Violation("content_encoding", message, code="unsupported_content_encoding")
