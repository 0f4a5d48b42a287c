"""Replies that are made up."""

from mockserver.auto.proof import NoInstance, fits_of
from mockserver.contract.schema import broken_schema, schema_mismatches
from mockserver.replies.items_script import ItemsScript
from mockserver.replies.script import Script, Source, UnanswerableError
from mockserver.scenario.model import AutoReply, ItemsReply
from mockserver.values import Dialect, JsonObject

_FITS = fits_of(broken_schema, schema_mismatches)
_MADE_UP = ((b"x-mockserver-reply", b"auto"),)


class AutoSource(Source):
    """Anything plausible, worked out from the call."""

    def __init__(self, reply: AutoReply, dialect: Dialect = "openai", seed: int = 0) -> None:
        self._source = reply
        self._dialect = dialect
        self._seed = seed

    @property
    def gates(self) -> frozenset[str]:
        """The names of the gates that the author put into the stream."""
        return frozenset(gate.name for gate in self._source.stream.gates) if self._source.stream else frozenset()

    def script_for(self, body: JsonObject) -> Script:
        """Make up the items of an answer to this call. Raises `UnanswerableError` when a schema cannot be met."""
        from mockserver.auto.improvise import improvise  # most servers make nothing up, and start sooner without it

        try:
            made = improvise(body, self._dialect, _FITS)
        except NoInstance as error:
            raise UnanswerableError(str(error)) from None
        paced = {"stream": self._source.stream, "fault": self._source.fault}
        reply = ItemsReply.model_validate({"output": made.output, "status": made.status, **paced})
        return ItemsScript(reply, self._dialect, self._seed, extra_headers=_MADE_UP)
