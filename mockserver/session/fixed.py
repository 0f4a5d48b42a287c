"""Responses that no step or stub makes."""

from hashlib import sha256

from mockserver.replies.items_script import ItemsScript
from mockserver.replies.script import Filling
from mockserver.scenario.model import ItemsReply
from mockserver.session.clock import EPOCH
from mockserver.session.desk import Desk
from mockserver.session.node import Node
from mockserver.session.origin import Origin
from mockserver.session.reading import Reading
from mockserver.session.record import Record
from mockserver.values import JsonObject


def fixed_record(
    desk: Desk,
    response_id: str,
    body: JsonObject,
    reply: ItemsReply,
    origin: Origin,
    *,
    node: Node | None = None,
    is_warm_up: bool = False,
) -> Record:
    """Write down a response with this id, as the answer to a call with this body."""
    reading = Reading(body)
    base = desk.bases.base(response_id, sha256(response_id.encode()).digest(), 0)
    read = reading.tokens + origin.tokens(reading, desk.now)
    queued = reading.is_background
    filling = Filling(base, 0, EPOCH, read, desk.echoes.write(reading), response_id=response_id, queued=queued)
    script = ItemsScript(reply, desk.dialect)
    lasting, streams = origin.lasting(desk.now), body.get("stream") is True
    record = Record(desk.surroundings, desk.now, reading.written, streams, script, filling, node, *lasting)
    record.is_warm_up = is_warm_up
    return record
