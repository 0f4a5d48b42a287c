"""Reasoning that is sent back, and the items that it led to; only for items that this server made."""

from collections.abc import Iterable, Iterator, Sequence

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History, Issued
from mockserver.contract.rules.reading import type_of_item
from mockserver.contract.rules.rule import ANSWERS, OPENAI, Rule
from mockserver.values import Json, JsonObject, Violation

CLIENTS = frozenset({"user", "system", "developer"})


def reasoning_without_item(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for the item that followed the reasoning when the model made it."""
    if history is None:
        return ()
    items = asked.reading.items
    alone = [seen.item for seen in asked.reading.of("reasoning") if not _is_followed(items[seen.position + 1 :])]
    return [
        Violation(
            "reasoning_without_item",
            f"Item '{item_id}' of type 'reasoning' was provided without its required following item.",
            "input",
        )
        for item_id in _ids(alone)
        if _had_follower(item_id, history.output_of(item_id))
    ]


def _is_followed(items: Sequence[Json]) -> bool:
    """Say whether the model's own next item comes next; more reasoning may stand before it."""
    for item in items:
        if not isinstance(item, dict) or type_of_item(item) != "reasoning":
            return not (isinstance(item, dict) and item.get("role") in CLIENTS)
    return False


def _had_follower(item_id: str, output: Sequence[Issued] | None) -> bool:
    ids = [issued.id for issued in output or ()]
    return item_id in ids[:-1]


def call_without_reasoning(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for the reasoning that a call came after, when the call still has the id that it was stored by."""
    reading = asked.reading
    if history is None or not reading.ids or asked.continues or reading.hides:
        return ()
    return list(_unreasoned(asked, history))


def _unreasoned(asked: Asked, history: History) -> Iterator[Violation]:
    reading = asked.reading
    for item_id in _ids(reading.items[position] for position in reading.calls.values()):
        before = _before(item_id, history.output_of(item_id) or ())
        if before and before.id not in reading.ids and history.knows_item(item_id):
            kind = type_of_item(reading.items[reading.ids[item_id]])
            message = f"Item '{item_id}' of type '{kind}' was provided without its required 'reasoning' item"
            yield Violation("call_without_reasoning", f"{message}: '{before.id}'.", "input")


def _before(item_id: str, output: Sequence[Issued]) -> Issued | None:
    """Find the reasoning right before an item."""
    ids = [issued.id for issued in output]
    at = ids.index(item_id) if item_id in ids else 0
    return output[at - 1] if at and output[at - 1].type == "reasoning" else None


def unstored_reasoning(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for the encrypted content of reasoning that was not stored, for its id leads to nothing."""
    if history is None:
        return ()
    bare = [seen.item for seen in asked.reading.of("reasoning") if not seen.item.get("encrypted_content")]
    return [
        Violation("unstored_reasoning", f"Item with id '{item_id}' not found. {NOT_STORED}", "input", status=404)
        for item_id in _ids(bare)
        if history.output_of(item_id) and not history.knows_item(item_id)
    ]


def _ids(items: Iterable[JsonObject]) -> list[str]:
    return [item["id"] for item in items if isinstance(item.get("id"), str)]


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
        watches=("input",),
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
