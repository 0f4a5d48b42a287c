"""Keeping the responses that are made."""

from mockserver.replies.response_script import ResponseScript
from mockserver.replies.script import Filling
from mockserver.session.arrival import Arrival
from mockserver.session.desk import Desk
from mockserver.session.node import Node
from mockserver.session.origin import Origin
from mockserver.session.reading import Reading
from mockserver.session.record import Record
from mockserver.values.operation import CONNECT


def record_of(
    desk: Desk, arrival: Arrival, origin: Origin, node: Node, filling: Filling, *, streams: bool
) -> Record | None:
    """Write a response down, if anybody can ask for it later; when a call is made again, the same record stays."""
    script, reading = node.script, arrival.reading
    if not isinstance(script, ResponseScript) or not _is_kept(arrival, origin, node):
        return None
    now = arrival.now
    record = Record(desk.surroundings, now, reading.written, streams, script, filling, node, *origin.lasting(now))
    known = desk.store.response(record.id) if node.number != arrival.number else None
    return known if known and known.is_like(record) else keep(desk, record, reading, origin)


def keep(desk: Desk, record: Record, reading: Reading, origin: Origin) -> Record:
    """Put a record where later calls find it."""
    if reading.has_references:
        record.resolve_references()
    if reading.is_stored:
        desk.store.keep_response(record)
    else:
        desk.unstored[record.id] = record
    if origin.conversation:
        origin.conversation.add_record(record)
    return record


def _is_kept(arrival: Arrival, origin: Origin, node: Node) -> bool:
    return node.is_stored or arrival.call.operation == CONNECT or origin.conversation is not None
