"""Things that a request names and that must be stored."""

from collections.abc import Iterable, Iterator

from mockserver.contract.rules.asked import Asked, as_text
from mockserver.contract.rules.history import History
from mockserver.contract.rules.reading import NAMED_AS_ITS_CALL
from mockserver.contract.rules.rule import OPENAI, READS, Rule
from mockserver.contract.words import cut, quoted
from mockserver.values import JsonObject, Violation


def unknown_previous_response(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for a previous response that is stored."""
    response_id = asked.body["previous_response_id"]
    if history is None or not isinstance(response_id, str) or history.knows_response(response_id):
        return ()
    message = f"Previous response with id {quoted(response_id)} not found."
    code = "previous_response_not_found"
    return (Violation("unknown_previous_response", message, "previous_response_id", code),)


def unknown_conversation(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for a conversation that exists."""
    conversation_id = conversation_of(asked.body)
    if history is None or conversation_id is None or history.knows_conversation(conversation_id):
        return ()
    message = f"Conversation with id {quoted(conversation_id)} not found."
    return (Violation("unknown_conversation", message, "conversation", status=404),)


def conversation_of(body: JsonObject) -> str | None:
    """Return the id of the conversation that a body names, alone or inside an object."""
    named = body.get("conversation")
    conversation_id = named.get("id") if isinstance(named, dict) else named
    return conversation_id if isinstance(conversation_id, str) else None


def conversation_locked(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for a conversation in which no response is being made."""
    conversation_id = conversation_of(asked.body)
    if history is None or conversation_id is None or not history.is_busy(conversation_id):
        return ()
    message = "Another process is currently operating on this conversation. Please retry in a few seconds."
    return (Violation("conversation_locked", message, "conversation", "conversation_locked"),)


def unknown_item(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for referenced items that are stored."""
    for seen in asked.reading.of("item_reference") if history else ():
        item_id = as_text(seen.item.get("id"))
        if history and not history.knows_item(item_id):
            message = f"Item with id {quoted(item_id)} not found.{_hint(item_id, history)}"
            yield Violation("unknown_item", message, "input", status=404)


def _hint(item_id: str, history: History) -> str:
    return " Items are not kept when `store` is false." if history.output_of(item_id) else ""


def conversation_xor_previous_response(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Allow one of the two ways to continue."""
    if not asked.given("previous_response_id"):
        return ()
    message = (
        "Mutually exclusive parameters: 'previous_response_id' and 'conversation'. "
        "Ensure you are only providing one of them."
    )
    code = "mutually_exclusive_parameters"
    return (Violation("conversation_xor_previous_response", message, "previous_response_id", code),)


def duplicate_item_id(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Allow each item once, in the input and in the conversation that stands before it."""
    for item_id in (*asked.reading.same_ids, *_sent_again(asked, history)):
        if history and history.is_pinned(item_id):
            continue
        found = f"Duplicate item found with id {cut(item_id)}."
        yield Violation("duplicate_item_id", f"{found} Remove duplicate items from your input and try again.", "input")


def _sent_again(asked: Asked, history: History | None) -> Iterator[str]:
    conversation_id = conversation_of(asked.body)
    if history is None or conversation_id is None or asked.dialect not in OPENAI:
        return
    reading, held = asked.reading, history.items_in(conversation_id)
    for item_id, position in reading.ids.items():
        # An output that is named as its call is no second one of it.
        if item_id in held and reading.seen(position).type != NAMED_AS_ITS_CALL:
            yield item_id


STORED_RULES = (
    Rule(
        id="conversation_xor_previous_response",
        statement="A request continues a conversation or a previous response, not both.",
        severity="error",
        source="X01",
        check=conversation_xor_previous_response,
        constraints=("X01",),
        watches=("conversation", "previous_response_id"),
        operations=READS,
        dialects=OPENAI,
        advice="Each of the two puts its own history before the input. Choose one.",
    ),
    Rule(
        id="unknown_previous_response",
        statement="The previous response exists and is stored.",
        severity="error",
        source="S01, observed (X)",
        check=unknown_previous_response,
        constraints=("S01", "S06"),
        watches=("previous_response_id",),
        operations=READS,
        advice="A response that was made with `store: false`, was deleted, or belongs to another session cannot be "
        "continued. Send its items as `input` instead. One from a time before the test stands under `given` in a "
        "scenario, or is named in a `when`.",
    ),
    Rule(
        id="unknown_conversation",
        statement="The conversation exists.",
        severity="error",
        source="S01",
        check=unknown_conversation,
        constraints=("S01",),
        watches=("conversation",),
        operations=READS,
        dialects=OPENAI,
        advice="Create the conversation first and send the id that its creation returned. One from a time before the "
        "test stands under `given` in a scenario, or is named in a `when`. Where no conversations are kept, none is "
        "unknown, and the rule says nothing.",
    ),
    Rule(
        id="conversation_locked",
        statement="In a conversation one response is made at a time.",
        severity="warn",
        source="observed message",
        check=conversation_locked,
        watches=("conversation",),
        dialects=OPENAI,
        advice="Wait until the response that is being made in the conversation has ended. How long that takes is up to "
        "the scenario, so this only reports; set the rule to `error` to refuse as the API does.",
    ),
    Rule(
        id="unknown_item",
        statement="Every item reference names a stored item.",
        severity="error",
        source="observed status and message, S01",
        check=unknown_item,
        constraints=("S01", "S06"),
        looks_at="others",
        operations=READS,
        advice="Items of responses made with `store: false` are not kept. Send the item itself, or set `store: true` "
        "where it was made.",
    ),
    Rule(
        id="duplicate_item_id",
        statement="No two items in the input, or in the conversation before it, have the same id.",
        severity="error",
        source="observed message",
        check=duplicate_item_id,
        looks_at="ids",
        operations=READS,
        advice="The same item stands in the history twice. Send each item once, and do not send what the "
        "conversation already holds.",
    ),
)
