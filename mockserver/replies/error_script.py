"""Simulated HTTP errors."""

from collections.abc import Mapping
from http import HTTPStatus

from mockserver.replies.body_faults import Body
from mockserver.replies.faulty import Faults
from mockserver.replies.script import Effect, Filling, Script, status_invites_retry
from mockserver.scenario.model import ErrorReply, Fault
from mockserver.values import Dialect, Reply
from mockserver.wire.errors import error_reply

_SOON = {"retry-after-ms": "1"}
_RETRY_HEADERS = frozenset({"retry-after", "retry-after-ms", "x-should-retry"})


class ErrorScript(Script):
    """An HTTP error of a dialect, the same for a stream."""

    def __init__(self, error: ErrorReply, dialect: Dialect = "openai", seed: int = 0) -> None:
        self._error = error
        self._dialect = dialect
        message = error.message or _default_message(error.status, error.code)
        headers = with_retry_hint(error.status, error.headers)
        self._plan = error_reply(
            error.status,
            message,
            type=error.type,
            param=error.param,
            code=error.code,
            headers=headers,
            dialect=dialect,
        )
        self._faults = Faults(error.fault)

    def reply(self, filling: Filling, *, streams: bool) -> Reply:
        """Plan the error."""
        named = any(name == b"x-request-id" for name, _ in self._plan.headers)
        headers = self._plan.headers if named else (*self._plan.headers, filling.request_id)
        if self._faults:
            return self._faults.spoil_body(Body(self._plan.status, headers, self._plan.body))
        return Reply(self._plan.status, headers, self._plan.bursts)

    def with_fault(self, fault: Fault) -> "ErrorScript":
        """Give the same error with this fault."""
        return ErrorScript(self._error.model_copy(update={"fault": fault}), self._dialect)

    def effect(self, *, streams: bool) -> Effect:
        """Tell which faults the error has."""
        return self._faults.effect_on_body()

    def invites_retry(self, *, streams: bool) -> bool:
        """Go by the status, and by the faults."""
        return status_invites_retry(self._plan.status) or bool(self._faults)


def with_retry_hint(status: int, headers: Mapping[str, str]) -> dict[str, str]:
    """Let clients try again at once after 429 and 5xx, unless the author says otherwise.

    One millisecond, since the official SDKs take no notice of zero (clients.md §2).
    """
    lowered = {name.lower(): value for name, value in headers.items()}
    hinted = (status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500) and not lowered.keys() & _RETRY_HEADERS
    return {**(_SOON if hinted else {}), **lowered}


def _default_message(status: int, code: str | None) -> str:
    known = status in HTTPStatus._value2member_map_
    name = HTTPStatus(status).phrase if known else f"HTTP status {status}"
    return f"{name} ({code}): simulated by the scenario." if code else f"{name}: simulated by the scenario."
