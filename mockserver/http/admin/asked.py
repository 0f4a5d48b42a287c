"""What is asked of the admin API, held against its document."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import parse_qsl

import orjson

from mockserver.contract.schema import schema_mismatches
from mockserver.http.admin.errors import error
from mockserver.http.admin.operation import Operation
from mockserver.values import Json, JsonObject, Mismatch, Reply, did_you_mean
from mockserver.values.query import integer_in

_JSON: Final = re.compile(r"application/json\s*(;.*)?", re.IGNORECASE | re.ASCII)
_PLACED: Final = re.compile(r"(?P<path>\$\S*): (?P<what>.*)", re.DOTALL)
"""A message with the JSON path that it is about."""
_LONGEST: Final = 200
"""Characters that are told of a value."""


Explain: TypeAlias = Callable[[Json], str | None]
"""Says what is wrong with a body, after the JSON path that it is about."""


class Asked(NamedTuple):
    """What one request says: the names in its path, its query parameters with their defaults, its body."""

    names: Mapping[str, str]
    query: Mapping[str, Json]
    body: JsonObject


def asked(
    operation: Operation,
    names: Mapping[str, str],
    query: bytes,
    content_type: str | None,
    raw: bytes,
    explain: Explain | None = None,
) -> Asked | Reply:
    """Read a request, or refuse it; `explain` says of a wrong body what is wrong in better words than its schema's."""
    wanted = _query(operation, query)
    if isinstance(wanted, Reply):
        return wanted
    body = _body(operation, content_type, raw, explain or _not)
    return body if isinstance(body, Reply) else Asked(names, wanted, body)


def _query(operation: Operation, raw: bytes) -> dict[str, Json] | Reply:
    given = dict[str, Json]()
    for name, text in parse_qsl(raw.decode("latin-1"), keep_blank_values=True):
        schema = operation.queries.get(name)
        if schema is None:
            return error(400, "mock_wrong_parameter", _unknown(operation, name), name)
        value = _read(text, schema)
        found = schema_mismatches(schema, value)
        if found or name in given:
            expected = found[0].expected if found else "one value"
            message = f"The query parameter {name!r} has to be {expected}, not {_cut(text)}."
            return error(400, "mock_wrong_parameter", message, name)
        given[name] = value
    return {name: schema.get("default") for name, schema in operation.queries.items()} | given


def _read(text: str, schema: JsonObject) -> Json:
    number = integer_in(text) if schema["type"] == "integer" else None
    return text if number is None else number


def _unknown(operation: Operation, name: str) -> str:
    return f"There is no query parameter {_cut(name)} here{did_you_mean(name, operation.queries, '.')}"


def _body(operation: Operation, content_type: str | None, raw: bytes, explain: Explain) -> JsonObject | Reply:
    if operation.changes and (raw or content_type) and not _JSON.fullmatch(content_type or ""):
        says = f"says {content_type!r}" if content_type else "does not say what it is"
        message = f"A body has to come as 'content-type: application/json'; this one {says}."
        return error(415, "mock_not_json", message)
    if operation.body is None or not (raw or operation.is_needed):
        return {}
    if not raw:
        return _wrong_body("$", "A body is missing.")
    try:
        body: JsonObject = orjson.loads(raw)
    except orjson.JSONDecodeError as problem:
        return _wrong_body("$", f"The body is not JSON: {problem}.")
    found = schema_mismatches(operation.body, body)
    if not found:
        return body
    said = _PLACED.fullmatch(explain(body) or "")
    return _wrong_body(said["path"], f"The body at {said['path']}: {said['what']}.") if said else _mismatched(found)


def _not(body: Json) -> None:
    """Explain nothing."""


def _wrong_body(path: str, message: str) -> Reply:
    """Refuse a body for what it says at a JSON path."""
    return error(400, "mock_wrong_body", message, path)


def _mismatched(found: list[Mismatch]) -> Reply:
    first = max(found, key=lambda one: len(one.path))
    got = _shortened(orjson.dumps(first.actual).decode())
    return _wrong_body(first.path, f"The body at {first.path}: expected {first.expected}, got {got}.")


def _cut(text: str) -> str:
    return repr(_shortened(text))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
