"""The API's error body."""

from collections.abc import Mapping

import orjson

from mockserver.values import Burst, Reply

_TYPES = {401: "invalid_request_error", 403: "permission_error", 429: "rate_limit_error"}


def error_type(status: int) -> str:
    """Name the `type` that goes with an HTTP status when nobody says otherwise."""
    return _TYPES.get(status, "invalid_request_error" if status < 500 else "server_error")


def error_reply(
    status: int,
    message: str,
    *,
    type: str | None = None,  # noqa: A002 - the API's own name for the field
    param: str | None = None,
    code: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """Plan an error in the API's shape, all four keys present (surface/REPORT.md §7).

    `type` follows from the status unless given; `headers` come after content type and length.
    """
    error = {"message": message, "type": type or error_type(status), "param": param, "code": code}
    return json_reply(status, orjson.dumps({"error": error}), headers or {})


def json_reply(status: int, body: bytes, headers: Mapping[str, str]) -> Reply:
    """Plan a JSON body that leaves at once; `headers` may replace the content type, never the length."""
    length = {"content-length": str(len(body))}
    given = {name.lower(): value for name, value in headers.items()}
    merged = {"content-type": "application/json", **length, **given, **length}
    pairs = ((name.encode("latin-1"), value.encode("latin-1")) for name, value in merged.items())
    return Reply(status, tuple(pairs), (Burst(0.0, body),))
