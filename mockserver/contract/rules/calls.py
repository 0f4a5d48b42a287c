"""Calls of the model and the outputs that clients send for them."""

from collections.abc import Iterable, Iterator, Mapping

from mockserver.contract.rules.asked import Asked, as_text
from mockserver.contract.rules.history import History
from mockserver.contract.rules.reading import CALLS, OUTPUTS, Reading, Seen, type_of_item
from mockserver.contract.rules.rule import OPENAI, Rule, at, invalid
from mockserver.contract.words import cut, quoted
from mockserver.values import JsonObject, Violation
from mockserver.values.operation import CONNECT


def call_without_output(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for an output of every call that the client has to answer, here or in what this request continues."""
    reading = asked.reading
    return () if reading.unclear or reading.hides or _only_warms_up(asked) else _unanswered(asked, reading, history)


def _only_warms_up(asked: Asked) -> bool:
    """Say whether the model is not asked to go on: on a socket a client may only send what will come first."""
    return asked.operation == CONNECT and asked.body.get("generate") is False


def _unanswered(asked: Asked, reading: Reading, history: History | None) -> Iterator[Violation]:
    before = (history.unanswered_before(asked.body) if history and asked.continues else None) or ()
    kinds = (history.calls_before(asked.body) if history and before else None) or {}
    open_before = [(call_id, kinds.get(call_id, "function_call")) for call_id in before]
    for call_id, kind in (*open_before, *_waiting(reading)):
        # What is no kind of ours the server answers itself: programs, calls of other agents.
        if call_id not in reading.outputs and kind in CALLS:
            words = CALLS[kind].words
            yield Violation("call_without_output", f"No tool output found for {words} {cut(call_id)}.", "input")


def _waiting(reading: Reading) -> Iterator[tuple[str, str]]:
    for call_id, position in reading.calls.items():
        seen = reading.seen(position)
        if waits(seen):
            yield call_id, seen.type


def waits(seen: Seen) -> bool:
    """Say whether the client has to answer a call.

    Not when the server runs it, the model does not wait, or it was cut off and so is no whole call.
    """
    if seen.item.get("async") is True or seen.item.get("status") == "incomplete":
        return False
    if seen.type == "tool_search_call":
        return seen.item.get("execution") == "client"
    return not (seen.type == "shell_call" and _place_of(seen.item) == "container_reference")


def _place_of(call: JsonObject) -> str | None:
    environment = call.get("environment")
    return environment.get("type") if isinstance(environment, dict) else None


def output_without_call(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for the call of every output, of the output's kind, here or in what this request continues."""
    reading = asked.reading
    wrong = [call_id for call_id, position in reading.outputs.items() if not _answers(reading, call_id, position)]
    if not wrong:
        return ()
    before = history.calls_before(asked.body) if history and asked.continues else None
    complete = (before is not None or not asked.continues) and not asked.given("prompt") and not reading.hides
    calls = {call_id: type_of_item(reading.items[position]) for call_id, position in reading.calls.items()}
    strays = {call_id: reading.seen(reading.outputs[call_id]) for call_id in wrong}
    return _strays(strays, {**(before or {}), **calls}, complete=complete)


def _answers(reading: Reading, call_id: str, position: int) -> bool:
    call = reading.calls.get(call_id)
    items = reading.items
    return call is not None and items[call]["type"] == OUTPUTS[items[position]["type"]]


def _strays(outputs: Mapping[str, Seen], known: Mapping[str, str], *, complete: bool) -> Iterator[Violation]:
    for call_id, seen in outputs.items():
        kind = known.get(call_id)
        # The server answers the tool searches that it runs itself.
        if kind == OUTPUTS[seen.type] or (kind is None and not complete) or seen.item.get("execution") == "server":
            continue
        words = f"{CALLS[OUTPUTS[seen.type]].words} output"
        more = f" That id belongs to a {kind}." if kind else ""
        message = f"No tool call found for {words} with call_id {cut(call_id)}.{more}"
        yield Violation("output_without_call", message, "input")


def duplicate_call_id(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for a call id of its own for every call."""
    for seen in map(asked.reading.seen, asked.reading.repeated):
        if seen.type in CALLS and not _is_pinned(seen, history):
            problem = f"an earlier call has the id {quoted(seen.item['call_id'])}."
            yield invalid("duplicate_call_id", at("input", seen.position, "call_id"), problem)


def duplicate_output(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for one output per call."""
    for seen in map(asked.reading.seen, asked.reading.repeated):
        if seen.type in OUTPUTS and not _is_pinned(seen, history):
            problem = f"{quoted(seen.item['call_id'])} has an output already."
            yield invalid("duplicate_output", at("input", seen.position, "call_id"), problem)


def _is_pinned(seen: Seen, history: History | None) -> bool:
    return history is not None and history.is_pinned(seen.item["call_id"])


def approval_without_request(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for the request that an MCP approval answers."""
    responses = asked.reading.of("mcp_approval_response")
    if not responses or asked.continues or asked.reading.hides:
        return ()
    requested = {as_text(seen.item.get("id")) for seen in asked.reading.of("mcp_approval_request")}
    answered = (as_text(seen.item.get("approval_request_id")) for seen in responses)
    return (
        Violation("approval_without_request", f"No approval request found with id {cut(request_id)}.", "input")
        for request_id in answered
        if request_id not in requested
    )


CALL_RULES = (
    Rule(
        id="call_without_output",
        statement="Every call that the client runs has an output by the time of the next request.",
        severity="error",
        source="S02, observed (X)",
        check=call_without_output,
        constraints=("S02",),
        looks_at="unpaired",
        advice="The model cannot go on with a call of its own left open. Send an output with its `call_id`, "
        "also when the tool failed, or leave the call out.",
    ),
    Rule(
        id="output_without_call",
        statement="Every output answers a call of its kind in the input or in what the request continues.",
        severity="error",
        source="S02, observed (X)",
        check=output_without_call,
        constraints=("S02",),
        looks_at="unpaired",
        advice="An output alone means nothing to the model. Send the call before it, or continue the response that "
        "made the call with `previous_response_id` or `conversation`.",
    ),
    Rule(
        id="duplicate_call_id",
        statement="No two calls in the input have the same call_id.",
        severity="error",
        source="implied by S02",
        check=duplicate_call_id,
        constraints=("S02",),
        looks_at="repeated",
        advice="Outputs find their call by its id. Keep the `call_id` that the model gave to each call.",
    ),
    Rule(
        id="duplicate_output",
        statement="No call has two outputs in the input.",
        severity="error",
        source="implied by S02",
        check=duplicate_output,
        constraints=("S02",),
        looks_at="repeated",
        advice="A call is answered once. Look for history that is sent twice.",
    ),
    Rule(
        id="approval_without_request",
        statement="An MCP approval answers a request in the input or in what the request continues.",
        severity="error",
        source="S02",
        check=approval_without_request,
        constraints=("S02",),
        looks_at="others",
        dialects=OPENAI,
        advice="Send the `mcp_approval_request` item before its response, or continue the response that asked.",
    ),
)
