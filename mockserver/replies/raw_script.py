"""Replies that say every byte."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from mockserver.contract.contract import Contract
from mockserver.protocol.author import Problem
from mockserver.protocol.pieces import by_length
from mockserver.replies.body_faults import Body
from mockserver.replies.faulty import Faults
from mockserver.replies.frames import Frame, timed
from mockserver.replies.script import Effect, Filling, Script, status_invites_retry
from mockserver.replies.stray import stray_spots
from mockserver.scenario.model import Fault, RawReply
from mockserver.values import Dialect, Event, Reply
from mockserver.wire import sse

_DEFAULT = {True: sse.CONTENT_TYPE, False: b"application/json"}
_EACH_ALONE = 0
_PIECE = "raw.delta"
_OF_EVENTS = ("wrong_event_name", "wrong_sequence_number")
"""The faults in what a piece of bytes does not have."""


class RawScript(Script):
    """Bytes as an author wrote them, in pieces when there is a pacing."""

    def __init__(self, reply: RawReply, dialect: Dialect = "openai", seed: int = 0) -> None:
        self.pacing = reply.stream
        self._reply = reply
        self._raw = reply.raw
        self._dialect = dialect
        self._seed = seed
        self._fault = reply.fault
        self._faults = Faults(reply.fault, formless=_OF_EVENTS)

    def reply(self, filling: Filling, *, streams: bool) -> Reply:
        """Plan the bytes."""
        raw = self._raw
        own = tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in raw.headers.items())
        usual = ((b"content-type", _DEFAULT[streams]), filling.request_id)
        headers = (*(pair for pair in usual if pair[0] not in dict(own)), *own)
        if self._is_body:
            length = (b"content-length", b"%d" % len(self._data))
            return self._faults.spoil_body(Body(raw.status, (*headers, length), self._data))
        return self._faults.spoil_stream(raw.status, headers, self._frames, _EACH_ALONE)

    def with_fault(self, fault: Fault) -> "RawScript":
        """Give the same bytes with this fault."""
        return RawScript(self._reply.model_copy(update={"fault": fault}), self._dialect, self._seed)

    def effect(self, *, streams: bool) -> Effect:
        """Tell which faults show."""
        return self._faults.effect_on_body() if self._is_body else self._faults.effect_on_stream()

    def invites_retry(self, *, streams: bool) -> bool:
        """Go by the status, and by the faults."""
        return status_invites_retry(self._raw.status) or bool(self.effect(streams=streams).shown)

    def problems(self, contract: Contract) -> Iterable[Problem]:
        """Find gates and faults at pieces that there are not."""
        types = (frame.event["type"] for frame in self._frames())
        return () if self._is_body else stray_spots(self.pacing, self._fault, types)

    @cached_property
    def _data(self) -> bytes:
        return self._raw.data

    @property
    def _is_body(self) -> bool:
        return self.pacing is None or self._faults.replace_streams

    def _frames(self) -> Iterator[Frame]:
        chunks = (self.pacing.chunks if self.pacing else None) or ()
        pieces = by_length(self._data, chunks)
        return timed(((_event(piece), piece) for piece in pieces), self.pacing, self._seed)


def _event(piece: bytes) -> Event:
    """Make a piece into an event, which can be timed."""
    return {"type": _PIECE, "delta": piece}
