"""The API's error body."""

from collections.abc import Mapping

import orjson

from mockserver.values import Burst, Dialect, Reply

_REFUSED: Mapping[Dialect, str] = {"openai": "invalid_request_error", "open-responses": "invalid_request"}
_FAILED = "server_error"
_TYPES: Mapping[Dialect, Mapping[int, str]] = {
    "openai": {403: "permission_error", 429: "rate_limit_error"},
    "open-responses": {404: "not_found", 429: "too_many_requests"},
}


def error_type(status: int, dialect: Dialect = "openai") -> str:
    """Name the `type` that goes with an HTTP status when nobody says otherwise.

    The words of Open Responses are those of its table of errors (open-responses/NOTES.md E2), which leaves 401 and 403
    out: they are refusals like any other.
    """
    return _TYPES[dialect].get(status, _REFUSED[dialect] if status < 500 else _FAILED)


def error_reply(
    status: int,
    message: str,
    *,
    type: str | None = None,  # noqa: A002 - the API's own name for the field
    param: str | None = None,
    code: str | None = None,
    headers: Mapping[str, str] | None = None,
    dialect: Dialect = "openai",
) -> Reply:
    """Plan an error in the API's shape, all four keys present (surface/REPORT.md §7).

    `type` follows from the status and the dialect unless given; `headers` come after content type and length.
    """
    error = {"message": message, "type": type or error_type(status, dialect), "param": param, "code": code}
    return json_reply(status, orjson.dumps({"error": error}), headers or {})


def json_reply(status: int, body: bytes, headers: Mapping[str, str]) -> Reply:
    """Plan a JSON body that leaves at once; `headers` may replace the content type, never the length."""
    length = {"content-length": str(len(body))}
    given = {name.lower(): value for name, value in headers.items()}
    merged = {"content-type": "application/json", **length, **given, **length}
    pairs = ((name.encode("latin-1"), value.encode("latin-1")) for name, value in merged.items())
    return Reply(status, tuple(pairs), (Burst(0.0, body),))
