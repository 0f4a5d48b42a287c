"""Responses that were made before (seed 001)."""

import re
from collections.abc import Callable

from mockserver.session.desk import Desk
from mockserver.session.frame_reader import FROM_THE_START
from mockserver.session.operations.lists import include_of
from mockserver.session.operations.made_up import made_up_response
from mockserver.session.operations.missing import no_response
from mockserver.session.record import Record
from mockserver.values import Call, Json, JsonObject, Reply, Violation
from mockserver.wire import sse

_NUMBER = re.compile(r"-?[0-9]{1,18}")


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
    return record.progress.snapshot(desk.now, include_of(call.query))


def _told_again(desk: Desk, call: Call, record: Record) -> Reply:
    reader = record.progress.reader(
        sse.encoding(desk.dialect),
        after=_number(call.query.get("starting_after")),
        include=include_of(call.query),
        obfuscates=_flag(call.query.get("include_obfuscation")),
    )
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


def _number(text: Json) -> int:
    last = text[-1] if isinstance(text, list) and text else text
    return int(last) if isinstance(last, str) and _NUMBER.fullmatch(last) else FROM_THE_START


def _flag(text: Json) -> bool | None:
    return {"true": True, "false": False}.get(text) if isinstance(text, str) else None
