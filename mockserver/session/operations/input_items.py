"""What a response was made from (seed 001, listInputItems)."""

from mockserver.session.desk import Desk
from mockserver.session.operations.lists import asked_page
from mockserver.session.operations.made_up import first_message
from mockserver.session.operations.missing import no_response
from mockserver.values import Call, JsonObject, Violation


def list_input_items(desk: Desk, call: Call) -> JsonObject | Violation:
    """List what came before a response and its own input, in pages."""
    response_id = call.path["response_id"]
    record = desk.store.response(response_id)
    if record is not None:
        return asked_page(desk, call, record.items(desk.now))
    return asked_page(desk, call, [first_message(response_id)]) if desk.stateless else no_response(response_id)
