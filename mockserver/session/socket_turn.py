"""The turns of a WebSocket."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

import orjson

from mockserver.protocol.ids import Ids
from mockserver.replies.frames import Frame
from mockserver.replies.response_script import ResponseScript
from mockserver.replies.script import Filling
from mockserver.scenario.model import ItemsReply
from mockserver.session.arrival import Arrival
from mockserver.session.desk import Desk
from mockserver.session.fixed import fixed_record
from mockserver.session.frame_reader import FrameReader, OnceReader
from mockserver.session.library import keep, record_of
from mockserver.session.node import Node
from mockserver.session.origin import Origin
from mockserver.session.record import Record
from mockserver.session.walk import Walk
from mockserver.values import Burst, Json, Reply
from mockserver.wire import websocket
from mockserver.wire.encoding import Encoding

_NO_OUTPUT = ItemsReply(output=())
_FIRST_ERROR = 400


class SocketTurn(NamedTuple):
    """What a turn on a WebSocket gets: a reply whose reader gives one frame a piece, and the response, if it is one.

    Whoever keeps the record can continue the response, stored or not. A turn without one has failed.
    """

    reply: Reply
    record: Record | None = None

    @property
    def response_id(self) -> str | None:
        """The id of the response."""
        return self.record.id if self.record else None

    @property
    def failed(self) -> bool:
        """Whether the turn was answered with an error."""
        return self.record is None and self.reply.status >= _FIRST_ERROR


class Turns:
    """Makes the turns of one session."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def refused(self, reply: Reply, lane: str | None) -> SocketTurn:
        """Say in a frame what a reply says as an HTTP error."""
        return SocketTurn(Reply(reply.status, (), (), reader=OnceReader(self._error(reply, lane))))

    def played(self, arrival: Arrival, origin: Origin, node: Node, filling: Filling, lane: str | None) -> SocketTurn:
        """Tell a response event by event, or whatever else a scenario answers."""
        record = record_of(self._desk, arrival, origin, node, filling, streams=True)
        if record is None or not isinstance(node.script, ResponseScript):
            return self._unlike_a_response(node.script.reply(filling, streams=True), lane)
        return SocketTurn(record.progress.streamed(self._encoding(lane)), record)

    def warm_up(self, arrival: Arrival, origin: Origin, lane: str | None) -> SocketTurn:
        """Take the input in, and answer with a response without output, which no step or stub sees."""
        bases, digest = self._desk.bases, arrival.reading.digest
        base = bases.base(origin.parent.base if origin.parent else "", digest, self._desk.created[digest])
        self._desk.created[digest] += 1
        made = fixed_record(
            self._desk,
            Ids(base).response,
            arrival.reading.body,
            _NO_OUTPUT,
            origin,
            node=origin.parent,
            is_warm_up=True,
        )
        record = keep(self._desk, made, arrival.reading, origin)
        return SocketTurn(record.progress.streamed(self._encoding(lane)), record)

    def _unlike_a_response(self, reply: Reply, lane: str | None) -> SocketTurn:
        if reply.status >= _FIRST_ERROR:
            due = max((burst.due for burst in reply.bursts), default=0.0)
            told = (Burst(due, self._error(reply, lane)),) if reply.ending == "complete" else ()
            reply = reply._replace(bursts=told)
        walk = Walk(_frames(reply.bursts), self._desk.now, self._desk.timeline)
        return SocketTurn(reply._replace(bursts=(), reader=FrameReader(walk)))

    def _encoding(self, lane: str | None) -> Encoding:
        return Encoding(partial(websocket.encode, dialect=self._desk.dialect, lane=lane), in_frames=True)

    def _error(self, reply: Reply, lane: str | None) -> bytes:
        error = _said(reply.body)
        message = str(error.pop("message", ""))
        return websocket.error_frame(reply.status, message, **error, lane=lane, dialect=self._desk.dialect)


def _said(body: bytes) -> dict[str, Json]:
    """Read what an error body says; one that is spoilt says itself."""
    try:
        error = orjson.loads(body)["error"]
        return {name: error[name] for name in ("message", "type", "param", "code")}
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return {"message": body.decode(errors="replace")}


def _frames(bursts: Iterable[Burst]) -> Iterator[Frame]:
    for number, (due, data, gate) in enumerate(bursts):
        yield Frame(number, {}, False, False, due, (gate,) if gate else (), data)
