"""The server's own routes, by which a test steers it."""

import math
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mockserver.http.clock import ManualClock
from mockserver.http.intake import receive_body
from mockserver.http.loopback import foreign
from mockserver.http.pace import Pace
from mockserver.http.response import response_of
from mockserver.values import Headers, Json, Reply, nearest
from mockserver.wire.errors import error_reply, json_reply

GATES_PATH = "/__admin/gates"
CLOCK_PATH = "/__admin/clock"

_LONGEST = 10_000
"""Bytes of a body."""
_WANTED = 'The body may be left out, or be {"open": true} or {"open": false}'
_ADVANCE = 'The body is {"advance": 3600} or {"advance": "60m"}: seconds, or a text in ms, s, m or h'
_REAL = "The clock of this server runs by itself; only a manual one is put forward (serve --clock manual)."
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)", re.ASCII)
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


_Decide: TypeAlias = Callable[[Request, bytes], Reply]


class Admin:
    """Answers this machine only, and outside of the session's journal."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._gatekeeper = pace.gatekeeper
        self.routes = [
            _route(GATES_PATH, GET=self._list_gates),
            _route(f"{GATES_PATH}/{{name:path}}", POST=self._set_gate),
            _route(CLOCK_PATH, GET=self._tell_time, POST=self._advance),
        ]

    def _list_gates(self, request: Request, raw: bytes) -> Reply:
        return _ok({"gates": [self._gatekeeper.state(name) for name in self._gatekeeper.names]})

    def _set_gate(self, request: Request, raw: bytes) -> Reply:
        name = request.path_params["name"]
        wanted = _wanted(raw)
        if name not in self._gatekeeper:
            return error_reply(404, self._unknown(name), code="mock_unknown_gate")
        if wanted is None:
            return error_reply(400, f"{_WANTED}.", code="mock_wrong_body")
        change = self._gatekeeper.open if wanted else self._gatekeeper.close
        change(name)
        return _ok(self._gatekeeper.state(name))

    def _unknown(self, name: str) -> str:
        names = self._gatekeeper.names
        meant = nearest(name, names)
        hint = f" Did you mean {meant!r}?" if meant else ""
        known = f"Known gates: {', '.join(names)}." if names else "The scenarios name no gates."
        return f"No scenario has a gate {name!r}.{hint} {known}"

    def _tell_time(self, request: Request, raw: bytes) -> Reply:
        return _ok({"clock": self._pace.clock.name, "now": self._pace.clock.now()})

    def _advance(self, request: Request, raw: bytes) -> Reply:
        clock, seconds = self._pace.clock, _advanced(raw)
        if not isinstance(clock, ManualClock):
            return error_reply(409, _REAL, code="mock_clock_runs")
        if seconds is None:
            return error_reply(400, f"{_ADVANCE}.", code="mock_wrong_body")
        clock.advance(seconds)
        self._pace.stir.stir()
        return self._tell_time(request, raw)


def _route(path: str, **by_method: _Decide) -> Route:
    return Route(path, _endpoint(by_method), methods=[*by_method])


def _endpoint(by_method: Mapping[str, _Decide]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        decide = by_method["GET" if request.method == "HEAD" else request.method]
        headers = Headers(request.scope["headers"])
        raw = await receive_body(headers, request.receive, _LONGEST)
        stranger = foreign(headers)
        if stranger:
            return response_of(_forbidden(stranger))
        return response_of(decide(request, raw) if isinstance(raw, bytes) else _too_large())

    return answer


def _wanted(raw: bytes) -> bool | None:
    """Read whether a gate shall open; None when the body does not say it in the right way."""
    body = _object(raw or b"{}", "open")
    wanted = None if body is None else body.get("open", True)
    return wanted if isinstance(wanted, bool) else None


def _advanced(raw: bytes) -> float | None:
    """Read how many seconds to put the clock forward; None when the body does not say it in the right way."""
    given = (_object(raw, "advance") or {}).get("advance")
    match = _DURATION.fullmatch(given) if isinstance(given, str) else None
    seconds = float(match[1]) * _UNITS[match[2]] if match else given
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    return float(seconds) if 0 <= seconds < math.inf else None


def _object(raw: bytes, key: str) -> dict[str, Json] | None:
    """Read an object without any other key."""
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None
    return body if isinstance(body, dict) and body.keys() <= {key} else None


def _forbidden(stranger: str) -> Reply:
    message = f"Admin routes answer this machine only (localhost, 127.0.0.1 or [::1]); this request {stranger}."
    return error_reply(403, message, code="mock_foreign_request")


def _too_large() -> Reply:
    return error_reply(413, f"The request body is larger than {_LONGEST} bytes.", code="request_too_large")


def _ok(body: Json) -> Reply:
    return json_reply(200, orjson.dumps(body), {})
