"""Reasoning that is sent back, and the items that it led to; only for items that this server made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History, Issued
from mockserver.contract.rules.reading import type_of_item
from mockserver.contract.rules.rule import ANSWERS, OPENAI, Rule
from mockserver.contract.words import quoted
from mockserver.values import Json, JsonObject, Violation

CLIENTS = ("user", "system", "developer")


def reasoning_without_item(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for the item that followed the reasoning when the model made it."""
    alone = _alone(asked.reading.items) if history else {}
    for item_id in alone:
        if history and _had_follower(item_id, history.output_of(item_id) or ()):
            message = f"Item {quoted(item_id)} of type 'reasoning' was provided without its required following item."
            yield Violation("reasoning_without_item", message, "input")


def _alone(items: Sequence[Json]) -> Mapping[str, JsonObject]:
    """Find the reasoning after which nothing of the model comes; more reasoning may stand between."""
    alone: dict[str, JsonObject] = {}
    waiting: dict[str, JsonObject] = {}
    for item in items:
        if isinstance(item, dict) and type_of_item(item) == "reasoning":
            waiting.update(_by_id([item]))
        elif waiting:
            if isinstance(item, dict) and item.get("role") in CLIENTS:
                alone.update(waiting)
            waiting = {}
    return {**alone, **waiting}


def _had_follower(item_id: str, output: Sequence[Issued]) -> bool:
    """Say whether the model went on after its reasoning; it may have been cut short."""
    ids = [issued.id for issued in output]
    return item_id in ids and any(issued.type != "reasoning" for issued in output[ids.index(item_id) :])


def call_without_reasoning(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for the reasoning that a call came after, when the call still has the id that it was stored by."""
    reading = asked.reading
    if history is None or asked.continues or reading.hides:
        return
    for item_id, item in _by_id(reading.items[position] for position in reading.calls.values()).items():
        before = _before(item_id, history.output_of(item_id) or ())
        if before and before.id not in reading.ids and history.knows_item(item_id):
            message = f"Item {quoted(item_id)} of type '{type_of_item(item)}' was provided without its required"
            yield Violation("call_without_reasoning", f"{message} 'reasoning' item: {quoted(before.id)}.", "input")


def _before(item_id: str, output: Sequence[Issued]) -> Issued | None:
    """Find the reasoning right before an item."""
    ids = [issued.id for issued in output]
    at = ids.index(item_id) if item_id in ids else 0
    return output[at - 1] if at and output[at - 1].type == "reasoning" else None


def unstored_reasoning(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for the encrypted content of reasoning that was not stored, for its id leads to nothing."""
    bare = (seen.item for seen in asked.reading.of("reasoning") if not seen.item.get("encrypted_content"))
    for item_id in _by_id(bare) if history else ():
        if history and history.is_lost(item_id):
            message = f"Item with id {quoted(item_id)} not found. {NOT_STORED}"
            yield Violation("unstored_reasoning", message, "input", status=404)


def _by_id(items: Iterable[JsonObject]) -> dict[str, JsonObject]:
    return {item["id"]: item for item in items if isinstance(item.get("id"), str)}


NOT_STORED = "Items are not kept when `store` is false; send it with its encrypted content, or leave it out."
REASONING_RULES = (
    Rule(
        id="reasoning_without_item",
        statement="Reasoning that is sent back is followed by the item that it led to.",
        severity="error",
        source="observed (X)",
        check=reasoning_without_item,
        looks_at="others",
        operations=ANSWERS,
        dialects=OPENAI,
        advice="The API keeps reasoning and what came of it together. Send both back, in their order, or neither.",
    ),
    Rule(
        id="call_without_reasoning",
        statement="A call that is sent back with its id comes with the reasoning that it was made after.",
        severity="error",
        source="observed (X)",
        check=call_without_reasoning,
        looks_at="ids",
        operations=ANSWERS,
        dialects=OPENAI,
        advice="The API finds the call by its id and misses the reasoning before it. Send both back, or leave the id "
        "of the call out.",
    ),
    Rule(
        id="unstored_reasoning",
        statement="Reasoning of a response that was not stored comes with its encrypted content.",
        severity="error",
        source="observed (X)",
        check=unstored_reasoning,
        looks_at="others",
        operations=ANSWERS,
        dialects=OPENAI,
        advice="Ask for it with `include: [reasoning.encrypted_content]` and send it back, or leave the reasoning out.",
    ),
)
