"""How the admin API says no."""

from collections.abc import Mapping

import orjson

from mockserver.values import Json, Reply, Violation
from mockserver.wire.errors import error_reply, json_reply

_CONFLICT = 409
_TOO_MANY = 429


def error(
    status: int, code: str, message: str, param: str | None = None, headers: Mapping[str, str] | None = None
) -> Reply:
    """Refuse in the API's own shape, with a code of ours."""
    return error_reply(status, message, code=code, param=param, headers=headers)


def ok(body: Json, status: int = 200) -> Reply:
    """Answer with JSON."""
    return json_reply(status, orjson.dumps(body), {})


def done() -> Reply:
    """Answer that it is done, with nothing to tell."""
    return Reply(204, (), ())


def refused(violation: Violation) -> Reply:
    """Refuse for what forbids it; what is too much for the server is no excess of the client's here."""
    status = _CONFLICT if violation.status == _TOO_MANY else violation.status
    return error(status, violation.code or violation.rule, violation.message, violation.param)
