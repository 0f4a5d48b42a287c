"""Replies that say every byte."""

from collections.abc import Iterable, Iterator
from functools import partial

from mockserver.protocol.pieces import Chunks
from mockserver.replies.body_faults import Body
from mockserver.replies.faulty import Faults
from mockserver.replies.frames import Frame
from mockserver.replies.script import Effect, Filling, Script, status_invites_retry
from mockserver.replies.spot import Spot
from mockserver.replies.timing import Timer
from mockserver.scenario.model import RawReply
from mockserver.values import Dialect, Reply

_DEFAULT = {True: b"text/event-stream; charset=utf-8", False: b"application/json"}
_EACH_ALONE = 0
_PIECE = "raw.delta"


class RawScript(Script):
    """Bytes as an author wrote them, in pieces when there is a pacing."""

    def __init__(self, reply: RawReply, dialect: Dialect = "openai", seed: int = 0) -> None:
        self._source = reply
        self._seed = seed
        self._faults = Faults(reply.fault)

    @property
    def gates(self) -> frozenset[str]:
        """The names of the gates between the pieces."""
        return frozenset(gate.name for gate in self._source.stream.gates) if self._source.stream else frozenset()

    def reply(self, filling: Filling, *, streams: bool) -> Reply:
        """Plan the bytes."""
        raw = self._source.raw
        own = tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in raw.headers.items())
        usual = ((b"content-type", _DEFAULT[streams]), filling.request_id)
        headers = (*(pair for pair in usual if pair[0] not in dict(own)), *own)
        if self._is_body:
            length = (b"content-length", b"%d" % len(raw.data))
            return self._faults.spoil_body(Body(raw.status, (*headers, length), raw.data))
        return self._faults.spoil_stream(raw.status, headers, partial(self._frames), _EACH_ALONE)

    def effect(self, *, streams: bool) -> Effect:
        """Tell which faults show."""
        return self._faults.effect_on_body() if self._is_body else self._faults.effect_on_stream()

    def invites_retry(self, *, streams: bool) -> bool:
        """Go by the status, and by the faults."""
        return status_invites_retry(self._source.raw.status) or bool(self.effect(streams=streams).shown)

    @property
    def _is_body(self) -> bool:
        return self._source.stream is None or self._faults.replace_streams

    def _frames(self) -> Iterator[Frame]:
        pacing = self._source.stream
        timer = Timer(pacing, self._seed)
        gates = [(gate.name, Spot(gate.before)) for gate in (pacing.gates if pacing else ())]
        pieces = list(_cut(self._source.raw.data, (pacing.chunks if pacing else None) or ("rest",)))
        for number, data in enumerate(pieces):
            event, is_last = {"type": _PIECE, "delta": data.decode("latin-1")}, number == len(pieces) - 1
            names = tuple(name for name, spot in gates if spot.is_at(number, event, is_last))
            yield Frame(number, event, is_last, timer.due(number, event), names, data)


def _cut(data: bytes, chunks: Chunks) -> Iterable[bytes]:
    start = 0
    for length in (*chunks, "rest"):
        end = len(data) if length == "rest" else start + int(length)
        if start < len(data):
            yield data[start:end]
        start = end
