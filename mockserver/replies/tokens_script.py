"""Counts of input tokens."""

from http import HTTPStatus

import orjson

from mockserver.replies.body_faults import Body
from mockserver.replies.faulty import Faults
from mockserver.replies.script import Effect, Filling, Script
from mockserver.scenario.model import Fault, TokensReply
from mockserver.values import Dialect, Reply
from mockserver.wire.errors import json_reply

_OBJECT = "response.input_tokens"


class TokensScript(Script):
    """The count that an author wants, as the API sends it (surface/REPORT.md §1)."""

    def __init__(self, reply: TokensReply, dialect: Dialect = "openai", seed: int = 0) -> None:
        self._reply = reply
        body = orjson.dumps({"object": _OBJECT, "input_tokens": reply.input_tokens})
        self._plan = json_reply(HTTPStatus.OK, body, {})
        self._faults = Faults(reply.fault)

    def reply(self, filling: Filling, *, streams: bool) -> Reply:
        """Plan the count."""
        headers = (*self._plan.headers, filling.request_id)
        return self._faults.spoil_body(Body(self._plan.status, headers, self._plan.body))

    def with_fault(self, fault: Fault) -> "TokensScript":
        """Give the same count with this fault."""
        return TokensScript(self._reply.model_copy(update={"fault": fault}))

    def effect(self, *, streams: bool) -> Effect:
        """Tell which faults the count has."""
        return self._faults.effect_on_body()

    def invites_retry(self, *, streams: bool) -> bool:
        """Go by the faults."""
        return bool(self._faults)
