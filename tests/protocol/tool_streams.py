"""Good streams of the tools that a client runs, and of items that have no events of their own, written by hand."""

from mockserver.values import Event, JsonObject
from tests.protocol.item_streams import broken, item, of_item, plain, whole
from tests.protocol.streams import completed, event, item_events, opening

EXIT: JsonObject = {"type": "exit", "exit_code": 0}


def command(index: int, *pieces: str) -> list[Event]:
    name, at = "shell_call_command", {"output_index": 0, "command_index": index}
    deltas = [event(f"{name}.delta", **at, delta=piece) for piece in pieces]
    return [event(f"{name}.added", **at, command=""), *deltas, event(f"{name}.done", **at, command="".join(pieces))]


def shell(status: str, *commands: str) -> JsonObject:
    action = {"commands": list(commands), "timeout_ms": None, "max_output_length": None}
    return item("shell_call", status, call_id="call_0", action=action, environment=None)


def shell_call() -> list[Event]:
    inside = [*command(0, "ls", " -l"), *command(1, "pwd")]
    return whole(inside, shell("completed", "ls -l", "pwd"), action=shell("")["action"])


def shell_call_seeded() -> list[Event]:
    """Begin the command in the event that adds it."""
    inside = [*command(0, "ls"), *command(1, "", "wd")]
    inside[3]["command"] = "p"
    inside[-1]["command"] = "pwd"
    return whole(inside, shell("completed", "ls", "pwd"), action=shell("")["action"])


def shell_call_cut() -> list[Event]:
    return broken(command(0, "ls", " -"), shell("incomplete", "ls -"), action=shell("")["action"])


def written(stdout: str, stderr: str = "") -> JsonObject:
    return {"stdout": stdout, "stderr": stderr, "outcome": EXIT}


def wrote(index: int, deltas: list[JsonObject], *outputs: JsonObject) -> list[Event]:
    name = "shell_call_output_content"
    pieces = [of_item(f"{name}.delta", command_index=index, delta=delta) for delta in deltas]
    return [*pieces, of_item(f"{name}.done", command_index=index, output=list(outputs))]


def shell_output(status: str, *outputs: JsonObject) -> JsonObject:
    return item("shell_call_output", status, call_id="call_0", output=list(outputs), max_output_length=None)


def shell_call_output() -> list[Event]:
    first = wrote(0, [{"stdout": "a\n"}, {"stdout": "b\n", "stderr": "!"}], written("a\nb\n", "!"))
    second = wrote(1, [{"stderr": "?"}], written("", "?"))
    done = shell_output("completed", written("a\nb\n", "!"), written("", "?"))
    return whole([*first, *second], done, output=[])


def shell_call_output_in_turn() -> list[Event]:
    """Run two commands side by side, the second one quicker."""
    first, second = (
        wrote(0, [{"stdout": "a"}, {"stdout": "b"}], written("ab")),
        wrote(1, [{"stdout": "c"}], written("c")),
    )
    done = shell_output("completed", written("ab"), written("c"))
    return whole([second[0], first[0], second[1], *first[1:]], done, output=[])


def shell_call_output_cut() -> list[Event]:
    return broken(wrote(0, [{"stdout": "a"}], written("a")), shell_output("incomplete", written("a")), output=[])


def custom_tool_call() -> list[Event]:
    name = "custom_tool_call_input"
    deltas = [of_item(f"{name}.delta", delta=piece) for piece in ("SELECT", " 1")]
    done = item("custom_tool_call", None, call_id="call_0", name="sql", input="SELECT 1")
    return whole([*deltas, of_item(f"{name}.done", input="SELECT 1")], done, input="")


def compaction() -> list[Event]:
    done = item("compaction", None, encrypted_content="abc")
    return whole([of_item("compaction.compacting")], done)


def compaction_untold() -> list[Event]:
    return plain(item("compaction", None, encrypted_content="abc"))


def calls_of_tools() -> list[Event]:
    """Call every tool whose calls have only an added and a done."""
    call = {"call_id": "call_0"}
    screen = {"type": "screenshot"}
    run = {"type": "exec", "command": ["ls"], "env": {}}
    patch = {"type": "delete_file", "path": "a.txt"}
    return plain(
        item("computer_call", **call, action=screen, pending_safety_checks=[]),
        item("local_shell_call", **call, action=run),
        item("apply_patch_call", **call, operation=patch),
        item("tool_search_call", **call, execution="client", arguments={"query": "q"}),
        item("program", None, **call, code="x", fingerprint="f"),
        item("mcp_approval_request", None, name="roll", server_label="dice", arguments="{}"),
    )


def outputs_of_tools() -> list[Event]:
    """Tell what tools returned, each of its own status."""
    call = {"call_id": "call_0"}
    screen = {"type": "computer_screenshot", "image_url": "data:,"}
    return plain(
        item("function_call_output", **call, output="1"),
        item("custom_tool_call_output", **call, output="1"),
        item("computer_call_output", **call, output=screen),
        item("local_shell_call_output", output="1"),
        item("tool_search_output", **call, execution="client", tools=[]),
        item("additional_tools", None, role="developer", tools=[]),
        item("mcp_approval_response", None, approval_request_id="it_5", approve=True),
    )


def beta() -> list[Event]:
    """Let agents speak to each other."""
    call = {"call_id": "call_0", "action": "list_agents"}
    return plain(
        item("agent_message", None, author="/a", recipient="/b", content=[]),
        item("multi_agent_call", None, **call, arguments="{}"),
        item("multi_agent_call_output", None, **call, output=[]),
    )


def outputs_without_beginning() -> list[Event]:
    """Add items whose type knows no status before the last."""
    call = {"call_id": "call_0"}
    items = [
        item("apply_patch_call_output", "failed", **call, output="No."),
        {**item("program_output", **call, result="1"), "id": "it_1"},
    ]
    events = [one for index, done in enumerate(items) for one in item_events(index, done, [], done)]
    return [*opening("queued"), *events, completed(*items)]


def patch_cut() -> list[Event]:
    operation = {"type": "delete_file", "path": "a.txt"}
    return broken([], item("apply_patch_call", "in_progress", call_id="call_0", operation=operation))


TOOLS = (
    shell_call,
    shell_call_seeded,
    shell_call_cut,
    shell_call_output,
    shell_call_output_in_turn,
    shell_call_output_cut,
    custom_tool_call,
    compaction,
    compaction_untold,
    calls_of_tools,
    outputs_of_tools,
    beta,
    outputs_without_beginning,
    patch_cut,
)
