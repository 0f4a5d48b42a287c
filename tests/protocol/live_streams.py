"""Good streams that go as recorded ones of the live API do, where no document says so; written by hand."""

from mockserver.values import Event, JsonObject
from tests.protocol.item_streams import item
from tests.protocol.streams import completed, event, item_events, opening
from tests.protocol.tool_streams import shell_output, written, wrote

PROGRAM = {"type": "program", "caller_id": "call_9"}


def sealed_anew() -> list[Event]:
    """Show what is sealed three times, never in the same letters."""
    reasoning = item("reasoning", None, summary=[], encrypted_content="b")
    program = {**item("program", None, call_id="call_9", code="x", fingerprint="e"), "id": "it_1"}
    first, second = {**reasoning, "encrypted_content": "a"}, {**program, "code": "", "fingerprint": "d"}
    last = [{**reasoning, "encrypted_content": "c"}, {**program, "fingerprint": "f"}]
    return [*opening(), *item_events(0, first, [], reasoning), *item_events(1, second, [], program), completed(*last)]


def program_waits() -> list[Event]:
    """Leave the call of a program in progress, since the program goes on when its output is there."""
    done = item("function_call", "in_progress", call_id="call_0", name="f", arguments="{}", caller=PROGRAM)
    at = {"output_index": 0, "item_id": "it_0"}
    inside = [
        event("function_call_arguments.delta", **at, delta="{}"),
        event("function_call_arguments.done", **at, arguments="{}"),
    ]
    return [*opening(), *item_events(0, {**done, "arguments": ""}, inside, done), completed(done)]


def shell_has_ended() -> list[Event]:
    """Add what a shell wrote when it is all there."""
    done = shell_output("completed", written("a"))
    added: JsonObject = {**done, "output": []}
    return [*opening(), *item_events(0, added, wrote(0, [{"stdout": "a"}], written("a")), done), completed(done)]


LIVE = (sealed_anew, program_waits, shell_has_ended)
