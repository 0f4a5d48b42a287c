"""The endpoint of one API operation."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope, Send

from mockserver.http.intake import receive_body
from mockserver.http.perform import Performer
from mockserver.session.session import Session
from mockserver.values import Call, Headers, Json, JsonObject, Reply, Violation
from mockserver.wire.body import read_body

_HAS_TO_COME: Mapping[str, bool] = {
    "responses.create": True,
    "responses.compact": False,
    "responses.input_tokens": False,
    "conversations.create": False,
    "conversations.update": False,
    "conversations.items.create": True,
}
"""The operations that take a body, and whether there has to be one (surface/REPORT.md §1); what has to be in it, the
contract says."""

_FORM = "application/x-www-form-urlencoded"
_CHANGES_RESPONSES = frozenset({"responses.cancel", "responses.delete", "responses.retrieve"})
"""The operations after which others may have more to read; retrieving moves what is polled."""

_NO_QUERY: Mapping[str, Json] = MappingProxyType({})
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Endpoint:
    """Answers one operation out of a session; an ASGI application of its own, since that is the fastest way.

    `max_body` is the largest request body in bytes, packed and unpacked; `performer` sends the replies.
    """

    def __init__(self, operation: str, session: Session, max_body: int, performer: Performer) -> None:
        self.max_body = max_body
        self.performer = performer
        self._operation = operation
        self.session = session
        self._may_be_left_out = session.stateless or not _HAS_TO_COME.get(operation)
        self._has_body = operation in _HAS_TO_COME
        self._changes_responses = operation in _CHANGES_RESPONSES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the request in, let the session decide, send its reply."""
        headers = Headers(scope["headers"])
        raw = await receive_body(headers, receive, self.max_body)
        if raw is not None:
            query = read_query(scope.get("query_string", b""))
            reply = self.decide(headers, raw, query, scope.get("path_params", _NO_NAMES))
            # One who resumes a stream may wait for what only comes when it has begun to read.
            opens = reply.reader is not None and self._operation == "responses.retrieve"
            await self.performer.send_reply(reply, scope, receive, send, opens=opens)

    def decide(
        self,
        headers: Headers,
        raw: bytes | Violation,
        query: Mapping[str, Json] = _NO_QUERY,
        path: Mapping[str, str] = _NO_NAMES,
    ) -> Reply:
        """Plan the answer to a body that was read, or to one that could not be.

        The session may have ended while it came in.
        """
        if self.performer.pace.is_over:
            return self.performer.over
        body = self._body(headers, raw) if isinstance(raw, bytes) else raw
        if isinstance(body, Violation):
            return self.session.refuse(body, Call(self._operation, headers, {}, query, path))
        text = raw if isinstance(raw, bytes) and self._is_json_text(headers) else b""
        reply = self.session.handle(Call(self._operation, headers, body, query, path, raw=text))
        if self._changes_responses:
            self.performer.pace.stir.stir()
        return reply

    def _is_json_text(self, headers: Headers) -> bool:
        """Whether a body that could be read is JSON text as it came: neither packed nor a form."""
        if not self._has_body or "content-encoding" in headers:
            return False
        return self.session.dialect == "openai" or not headers.get("content-type", "").startswith(_FORM)

    def _body(self, headers: Headers, raw: bytes) -> JsonObject | Violation:
        if not self._has_body or (not raw and self._may_be_left_out):
            return {}
        return read_body(headers, raw, limit=self.max_body, dialect=self.session.dialect)


def read_query(raw: bytes) -> Mapping[str, Json]:
    """Take a query apart: a text for each name, a list of texts for a name that comes more than once."""
    values: dict[str, list[Json]] = {}
    for name, value in parse_qsl(raw.decode("latin-1"), keep_blank_values=True) if raw else ():
        values.setdefault(name, []).append(value)
    return {name: given if len(given) > 1 else given[0] for name, given in values.items()}
