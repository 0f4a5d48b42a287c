"""Responses that were made before (seed 001)."""

from collections.abc import Callable

from mockserver.session.desk import Desk
from mockserver.session.look import read_look
from mockserver.session.operations.made_up import made_up_response
from mockserver.session.operations.missing import no_response
from mockserver.session.record import Record
from mockserver.values import Call, JsonObject, Reply, Violation
from mockserver.wire import sse


def retrieve(desk: Desk, call: Call) -> JsonObject | Violation | Reply:
    """Show a response as it stands, or tell its events again, after a sequence number if one is given."""
    return _with(
        desk, call, lambda record: _told_again(desk, call, record) if call.streams else _shown(desk, call, record)
    )


def delete(desk: Desk, call: Call) -> JsonObject | Violation | Reply:
    """Forget a response."""
    response_id = call.path["response_id"]
    if not (desk.store.drop_response(response_id) or desk.stateless):
        return no_response(response_id)
    return {"id": response_id, "object": "response", "deleted": True}


def cancel(desk: Desk, call: Call) -> JsonObject | Violation | Reply:
    """End a response that is made in the background; again and again it stays cancelled."""
    return _with(desk, call, lambda record: _cancelled(desk, record))


def _with(
    desk: Desk, call: Call, answer: Callable[[Record], JsonObject | Violation | Reply]
) -> JsonObject | Violation | Reply:
    response_id = call.path["response_id"]
    record = desk.store.response(response_id)
    if record is None and desk.stateless:
        record = made_up_response(desk, response_id)
    return answer(record) if record else no_response(response_id)


def _shown(desk: Desk, call: Call, record: Record) -> JsonObject:
    record.progress.look()
    return record.progress.snapshot(desk.now, read_look(call.query))


def _told_again(desk: Desk, call: Call, record: Record) -> Reply:
    reader = record.progress.reader(sse.encoding(desk.dialect), read_look(call.query))
    return Reply(200, sse.HEADERS, (), reader=reader)


def _cancelled(desk: Desk, record: Record) -> JsonObject | Violation:
    status = record.status(desk.now)
    if desk.stateless or status == "cancelled":
        return record.progress.snapshot(desk.now)
    if not record.is_background:
        return _refusal("Cannot cancel a synchronous response.")
    if record.progress.has_ended(desk.now):
        return _refusal(f"Cannot cancel {'an' if status == 'incomplete' else 'a'} {status} response.")
    record.progress.cancel(desk.now)
    return record.progress.snapshot(desk.now)


def _refusal(message: str) -> Violation:
    return Violation("cancel", message)
