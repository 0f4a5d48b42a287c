"""Request bodies."""

from collections.abc import Mapping

from mockserver.values import Dialect, JsonObject, Violation
from mockserver.wire.form import parse_form
from mockserver.wire.packed import unpacked
from mockserver.wire.parse import Holder, parse

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_PLAIN = "identity"
_BODY = Holder("The body of this request", "request body")


def read_body(
    headers: Mapping[str, str], raw: bytes, *, limit: int, dialect: Dialect = "openai"
) -> JsonObject | Violation:
    """Parse a request body, or say why it cannot be.

    That is: a wrong content type, an unknown or broken encoding, more than `limit` bytes unpacked, no JSON, no object,
    too deep. Open Responses also takes forms (open-responses/NOTES.md H2).
    """
    content_type = headers.get("content-type", _JSON)
    media_type = content_type if content_type == _JSON else content_type.partition(";")[0].strip().lower()
    is_form = media_type == _FORM and dialect == "open-responses"
    if media_type != _JSON and not is_form:
        return _wrong_content_type(content_type)
    encoding = headers.get("content-encoding", _PLAIN)
    plain = raw if encoding == _PLAIN else unpacked(encoding, raw, limit)
    if isinstance(plain, Violation):
        return plain
    return parse_form(plain, _BODY) if is_form else parse(plain, _BODY)


def _wrong_content_type(content_type: str) -> Violation:
    message = f"Unsupported content type: '{content_type}'. Send the body as '{_JSON}'."
    return Violation("content_type", message, code="unsupported_content_type")
