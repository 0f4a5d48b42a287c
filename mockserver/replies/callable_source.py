"""Replies that the author's own function works out."""

from collections.abc import Callable

from mockserver.replies.script import Script, Source, UnanswerableError
from mockserver.scenario.callable_reply import CallableReply
from mockserver.scenario.model import Reply
from mockserver.values import Call, JsonObject


class CallableSource(Source):
    """What a function says when a call comes; it is asked once for each call that is no retry."""

    def __init__(self, reply: CallableReply, source_of: Callable[[Reply], Source]) -> None:
        """Answer with what the reply's function gives, which `source_of` makes a source of."""
        self._answer = reply.answer
        self._source_of = source_of

    def for_call(self, call: Call, number: int) -> Source:
        """Ask the function. Raises `UnanswerableError` when that does."""
        return self._source_of(self._answer(call, number))

    def script_for(self, body: JsonObject) -> Script:
        """Raise `UnanswerableError`: a body alone is not what the function wants."""
        raise UnanswerableError("a function answers whole calls")
