"""Replies that are made up."""

from collections.abc import Iterable

from mockserver.auto.proof import NoInstance, fits_of
from mockserver.contract.contract import Contract
from mockserver.contract.schema import broken_schema, schema_mismatches
from mockserver.protocol.author import Problem
from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.replies.items_script import ItemsScript
from mockserver.replies.script import Script, Source, UnanswerableError
from mockserver.replies.stray import unknown_types
from mockserver.scenario.model import AutoReply, ItemsReply
from mockserver.values import Dialect, JsonObject

_FITS = fits_of(broken_schema, schema_mismatches)
_MADE_UP = ((b"x-mockserver-reply", b"auto"),)


class AutoSource(Source):
    """Anything plausible, worked out from the call."""

    reads_history = True

    def __init__(self, reply: AutoReply, dialect: Dialect = "openai", seed: int = 0) -> None:
        self.pacing = reply.stream
        self._fault = reply.fault
        self._background = reply.background
        self._dialect = dialect
        self._seed = seed

    def problems(self, contract: Contract) -> Iterable[Problem]:
        """Find gates and faults at events that no stream has; all else depends on the call."""
        return unknown_types(self.pacing, self._fault, DIALECT_ROWS[self._dialect].events)

    def script_for(self, body: JsonObject) -> Script:
        """Make up the items of an answer to this call. Raises `UnanswerableError` when a schema cannot be met."""
        from mockserver.auto.improvise import improvise  # most servers make nothing up, and start sooner without it

        try:
            made = improvise(body, self._dialect, _FITS)
        except NoInstance as error:
            raise UnanswerableError(str(error)) from None
        given = {
            "output": made.output,
            "status": made.status,
            "stream": self.pacing,
            "fault": self._fault,
            "background": self._background,
        }
        reply = ItemsReply.model_validate(given)
        return ItemsScript(reply, self._dialect, self._seed, extra_headers=_MADE_UP)
