"""Keeping the responses that are made."""

from mockserver.replies.response_script import ResponseScript
from mockserver.replies.script import Filling
from mockserver.session.arrival import Arrival
from mockserver.session.desk import Desk
from mockserver.session.node import Node
from mockserver.session.origin import Origin
from mockserver.session.reading import Reading
from mockserver.session.record import Record

CONNECT = "responses.connect"


def record_of(desk: Desk, arrival: Arrival, origin: Origin, node: Node, filling: Filling) -> Record | None:
    """Write a response down, if anybody can ask for it later; one that is there already stays as it is."""
    script, reading = node.script, arrival.reading
    if not isinstance(script, ResponseScript) or not _is_kept(arrival, origin):
        return None
    loose = origin.conversation.items(arrival.now) if origin.conversation else ()
    record = Record(desk.setting, arrival.now, reading.body, script, filling, node, origin.previous, loose)
    return keep(desk, record, reading, origin)


def keep(desk: Desk, record: Record, reading: Reading, origin: Origin) -> Record:
    """Put a record where later calls find it; one of the same attempt that is there already stays as it is."""
    known = desk.store.response(record.id)
    if known is not None and known.is_like(record):
        return known
    if reading.has_references:
        record.resolve_references()
    if reading.is_stored:
        desk.store.put(record)
    else:
        desk.unstored[record.id] = record
    if origin.conversation:
        origin.conversation.add_record(record)
    return record


def _is_kept(arrival: Arrival, origin: Origin) -> bool:
    is_asked_for = arrival.reading.is_stored or arrival.reading.is_background
    return is_asked_for or arrival.call.operation == CONNECT or origin.conversation is not None
