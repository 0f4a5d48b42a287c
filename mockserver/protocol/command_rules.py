"""Stream rules for the commands of a shell call, and for what they wrote.

Each takes the state before the event, the event's row and the event, and yields what is wrong.
"""

from collections.abc import Iterator, Mapping

from mockserver.protocol.finding import Finding, differences, shown
from mockserver.protocol.rows import EventRow
from mockserver.protocol.stream_state import StreamState, next_index, open_command
from mockserver.protocol.streamed import StreamedOutput, StreamedText
from mockserver.values import Event, Json, JsonObject

_SILENT = StreamedOutput()


def find_begun_shell(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that an added call has no commands yet, and an added output nothing that they wrote."""
    item = event["item"]
    for place, held in _shell_lists(item):
        if held not in (None, []):
            yield Finding(f"item.{place}", f"expected it empty while its events are still to come, got {shown(held)}")


def find_wrong_command_index(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the next index of the call's commands."""
    item = state.item(event)
    if item is not None:
        yield from differences("command_index", next_index(item.commands), event["command_index"])


def find_closed_command(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the command was added and is not done."""
    item = state.item(event)
    command = item.commands.get(event["command_index"]) if item else None
    if item is not None and command is None:
        yield Finding("command_index", f"expected a command that was added, got index {event['command_index']}")
    elif command is not None and command.value is not None:
        yield Finding("command_index", f"expected a command that is not done yet, got index {event['command_index']}")


def find_wrong_command(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand what its added event and its deltas say, joined."""
    command = open_command(state, row, event)
    if command is not None:
        yield from differences("command", command.joined, event["command"])


def find_unfinished_commands(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that every command of the call is done."""
    item = state.item(event)
    yield from _unfinished("item.action.commands", "the added command", item.commands if item else {})


def find_finished_output(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that the command's output is not done yet."""
    item = state.item(event)
    output = item.outputs.get(event["command_index"]) if item else None
    if output is not None and output.value is not None:
        yield Finding(
            "command_index", f"expected a command whose output is not done yet, got index {event['command_index']}"
        )


def find_wrong_output(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand what its deltas say, joined for each channel."""
    item = state.item(event)
    output = item.outputs.get(event["command_index"], _SILENT) if item else None
    if output is not None and output.value is None:
        yield from _channel_differs("stdout", output.stdout, event["output"])
        yield from _channel_differs("stderr", output.stderr, event["output"])


def find_unfinished_outputs(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand that every output that was begun is done."""
    item = state.item(event)
    yield from _unfinished("item.output", "the output of this command", item.outputs if item else {})


def find_output_gap(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the outputs of commands 0, 1, 2 and so on, in whatever order they came."""
    item = state.item(event)
    known = sorted(item.outputs) if item else []
    gap = next((place for place, index in enumerate(known) if place != index), None)
    if gap is not None:
        yield Finding(f"item.output[{gap}]", f"expected the output of command {gap}, got that of {known[gap]}")


def find_wrong_shell(state: StreamState, row: EventRow, event: Event) -> Iterator[Finding]:
    """Demand the commands, or the outputs in the order of the commands, that the events brought."""
    item, done = state.item(event), event["item"]
    if item is None:
        return
    commands = [command.value for _, command in sorted(item.commands.items())]
    outputs = [output.value for _, output in sorted(item.outputs.items())]
    if done.get("type") == "shell_call" and None not in commands:
        yield from differences("item.action.commands", commands, _commands(done))
    if done.get("type") == "shell_call_output" and None not in outputs:
        yield from differences("item.output", [one for value in outputs for one in value or ()], done.get("output"))


def _unfinished(place: str, what: str, begun: Mapping[int, StreamedText | StreamedOutput]) -> Iterator[Finding]:
    for index, one in sorted(begun.items()):
        if one.value is None:
            yield Finding(f"{place}[{index}]", f"expected {what} to be done before its item, got no event that says so")


def _channel_differs(channel: str, deltas: list[str], outputs: list[Json]) -> Iterator[Finding]:
    pieces = [one.get(channel) for one in outputs if isinstance(one, dict)]
    written = "".join(piece for piece in pieces if isinstance(piece, str))
    said = "".join(deltas)
    if written != said:
        place = f"output[0].{channel}" if len(outputs) == 1 else "output"
        yield Finding(place, f"expected the {channel} {shown(said)}, got {shown(written)}")


def _shell_lists(item: JsonObject) -> Iterator[tuple[str, Json]]:
    if item.get("type") == "shell_call":
        yield "action.commands", _commands(item)
    if item.get("type") == "shell_call_output":
        yield "output", item.get("output")


def _commands(item: JsonObject) -> Json:
    action = item.get("action")
    return action.get("commands") if isinstance(action, dict) else None
