"""Every good stream by name: written by hand, so that they owe nothing to the code that writes streams."""

from mockserver.values import Event
from tests.protocol.hosted_streams import HOSTED
from tests.protocol.item_streams import item
from tests.protocol.live_streams import LIVE
from tests.protocol.streams import (
    IN_BOTH,
    OPEN,
    OPENAI,
    completed,
    event,
    item_events,
    message,
    message_events,
    opening,
    output_text,
    response,
)
from tests.protocol.tool_streams import TOOLS


def error_first() -> list[Event]:
    return [{"type": "error", "code": "server_error", "message": "Sorry.", "param": None}]


def error_then_failed() -> list[Event]:
    """Tell the failure twice, as recorded streams do."""
    failure = response("failed", [], error={"code": "server_error", "message": "Sorry."})
    return [*opening(), *message_events()[:3], *error_first(), event("failed", response=failure)]


def error_nested() -> list[Event]:
    """Tell the failure twice and in an object, as recorded streams do."""
    payload = {"type": "server_error", "code": "server_error", "message": "Sorry.", "param": None}
    failure = response("failed", [], error={"code": "server_error", "message": "Sorry."})
    return [*opening(), {"type": "error", "error": payload}, event("failed", response=failure)]


def open_error_first() -> list[Event]:
    """Fail before anything was said."""
    payload = {"type": "server_error", "code": "server_error", "message": "Sorry.", "param": None}
    failure = response("failed", [], error={"code": "server_error", "message": "Sorry."})
    return [{"type": "error", "error": payload}, event("failed", response=failure)]


def open_items() -> list[Event]:
    """Say, compact and return in items that all have a status."""
    done = [
        message(output_text("Hello")),
        {**item("compaction", encrypted_content="abc"), "id": "it_1"},
        {**item("function_call_output", call_id="call_0", output="1"), "id": "it_2"},
        {**item("acme:search_result", hits=[1]), "id": "it_3"},
    ]
    rest = [
        one
        for index, last in enumerate(done[1:], 1)
        for one in item_events(index, {**last, "status": "in_progress"}, [], last)
    ]
    return [*opening(), *message_events(), *rest, completed(*done)]


_ERRORS = (error_first, error_then_failed, error_nested)

STREAMS = {build.__name__: build for build in (*IN_BOTH, *OPENAI, *HOSTED, *TOOLS, *LIVE, *_ERRORS)}
OPEN_STREAMS = {build.__name__: build for build in (*IN_BOTH, *OPEN, open_error_first, open_items)}
ENDED_TWICE = ("error_then_failed", "error_nested")
"""The streams that would be whole without their last event."""

_UNFINISHED = ("failed", "error", "error_first", "sealed_anew", *ENDED_TWICE)
FINISHED = [name for name in STREAMS if name not in _UNFINISHED]
"""The streams whose items are all done, just as the output shows them."""
