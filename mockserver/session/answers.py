"""What a played call is answered, operation by operation."""

from collections.abc import Callable, Mapping

from mockserver.protocol.wishes import wishes_of
from mockserver.replies.response_script import ResponseScript
from mockserver.replies.script import Filling, Script
from mockserver.session.arrival import Arrival
from mockserver.session.clock import created_at
from mockserver.session.desk import Desk
from mockserver.session.echoes import Echoes
from mockserver.session.frame_reader import FrameReader
from mockserver.session.look import read_look
from mockserver.session.node import Node
from mockserver.session.operations.compact import compacted
from mockserver.session.record import Record
from mockserver.session.walk import Walk
from mockserver.values import Reply
from mockserver.wire import sse

_Answer = Callable[[Desk, Arrival, Node, Filling], Reply]


def filling_of(arrival: Arrival, node: Node, echoes: Echoes) -> Filling:
    """Gather what a call fills into the script that answers it."""
    reading = arrival.reading
    return Filling(
        node.base,
        min(node.attempt, len(node.played.sources) + node.spoilt) - 1,
        created_at(node.depth),
        node.input_tokens,
        echoes.write(reading),
        wishes_of(reading.body),
        queued=reading.is_background and node.script.is_response,
    )


def created(script: Script, filling: Filling, record: Record | None, *, streams: bool) -> Reply:
    """Answer a call for a response over HTTP; of one that is made in the background, with what there is."""
    if record is None or not record.is_background or not isinstance(script, ResponseScript):
        return script.reply(filling, streams=streams)
    if streams and not script.replaces_streams:
        return record.progress.streamed(sse.encoding(record.surroundings.dialect))
    return script.body(filling, record.progress.waiting())


def answered(desk: Desk, arrival: Arrival, node: Node, filling: Filling) -> Reply:
    """Answer a call of any other operation with what its author wrote."""
    return _ANSWERS.get(arrival.call.operation, _as_written)(desk, arrival, node, filling)


def _as_written(desk: Desk, arrival: Arrival, node: Node, filling: Filling) -> Reply:
    return node.script.reply(filling, streams=arrival.call.streams)


def _about_response(desk: Desk, arrival: Arrival, node: Node, filling: Filling) -> Reply:
    """Tell of the response that was asked for, whatever its author says of it now."""
    response_id = arrival.call.path["response_id"]
    record, look, script = desk.store.response(response_id), read_look(arrival.call.query), node.script
    known = record.filling._replace(attempt=filling.attempt, queued=False) if record else filling
    told = known._replace(response_id=response_id, wishes=look.added_to(known.wishes))
    if not (arrival.call.streams and isinstance(script, ResponseScript)) or script.replaces_streams:
        return script.reply(told, streams=arrival.call.streams)
    telling = script.telling(told)
    walk = Walk(telling.spoilt(sse.encoding(desk.dialect)), arrival.now, desk.timeline)
    return script.followed(told, telling, FrameReader(walk, look.after))


def _compacted(desk: Desk, arrival: Arrival, node: Node, filling: Filling) -> Reply:
    script = node.script
    if not isinstance(script, ResponseScript):
        return _as_written(desk, arrival, node, filling)
    return script.body(filling, compacted(script.telling(filling).ended))


_ANSWERS: Mapping[str, _Answer] = {
    "responses.retrieve": _about_response,
    "responses.cancel": _about_response,
    "responses.compact": _compacted,
}
