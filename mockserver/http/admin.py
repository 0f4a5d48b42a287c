"""The server's own routes, by which a test steers it."""

from collections.abc import Awaitable, Callable

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mockserver.http.gates import Gates
from mockserver.http.intake import receive_body
from mockserver.http.loopback import foreign
from mockserver.http.response import response_of
from mockserver.values import Headers, Json, Reply, nearest
from mockserver.wire.errors import error_reply, json_reply

GATES_PATH = "/__admin/gates"

_LONGEST = 10_000
"""Bytes of a body."""
_WANTED = 'The body may be left out, or be {"open": true} or {"open": false}'


class Admin:
    """Answers this machine only, and outside of the session's journal."""

    def __init__(self, gates: Gates) -> None:
        self._gates = gates
        self.routes = [
            _route(GATES_PATH, "GET", self._list_gates),
            _route(f"{GATES_PATH}/{{name:path}}", "POST", self._set_gate),
        ]

    def _list_gates(self, request: Request, raw: bytes) -> Reply:
        return _ok({"gates": [self._gates.state(name) for name in self._gates.names]})

    def _set_gate(self, request: Request, raw: bytes) -> Reply:
        name = request.path_params["name"]
        wanted = _wanted(raw)
        if name not in self._gates:
            return error_reply(404, self._unknown(name), code="mock_unknown_gate")
        if wanted is None:
            return error_reply(400, f"{_WANTED}.", code="mock_wrong_body")
        change = self._gates.open if wanted else self._gates.close
        change(name)
        return _ok(self._gates.state(name))

    def _unknown(self, name: str) -> str:
        names = self._gates.names
        meant = nearest(name, names)
        hint = f" Did you mean {meant!r}?" if meant else ""
        known = f"Known gates: {', '.join(names)}." if names else "The scenarios name no gates."
        return f"No scenario has a gate {name!r}.{hint} {known}"


def _route(path: str, method: str, decide: Callable[[Request, bytes], Reply]) -> Route:
    return Route(path, _endpoint(decide), methods=[method])


def _endpoint(decide: Callable[[Request, bytes], Reply]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        headers = Headers(request.scope["headers"])
        raw = await receive_body(headers, request.receive, _LONGEST)
        stranger = foreign(headers)
        if stranger:
            return response_of(_forbidden(stranger))
        return response_of(decide(request, raw) if isinstance(raw, bytes) else _too_large())

    return answer


def _wanted(raw: bytes) -> bool | None:
    """Read whether a gate shall open; None when the body does not say it in the right way."""
    try:
        body = orjson.loads(raw or b"{}")
    except orjson.JSONDecodeError:
        return None
    if not isinstance(body, dict) or not body.keys() <= {"open"}:
        return None
    wanted = body.get("open", True)
    return wanted if isinstance(wanted, bool) else None


def _forbidden(stranger: str) -> Reply:
    message = f"Admin routes answer this machine only (localhost, 127.0.0.1 or [::1]); this request {stranger}."
    return error_reply(403, message, code="mock_foreign_request")


def _too_large() -> Reply:
    return error_reply(413, f"The request body is larger than {_LONGEST} bytes.", code="request_too_large")


def _ok(body: Json) -> Reply:
    return json_reply(200, orjson.dumps(body), {})
