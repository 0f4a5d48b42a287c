"""Conversations themselves (seed 001, ConversationResource)."""

from mockserver.session.clock import EPOCH
from mockserver.session.conversation import Conversation
from mockserver.session.desk import Desk
from mockserver.session.operations.items import digest_of, new_items, within_conversation
from mockserver.session.operations.missing import no_conversation
from mockserver.values import Call, Json, JsonObject, Violation


def create_conversation(desk: Desk, call: Call) -> JsonObject | Violation:
    """Open a conversation, with items and metadata if any are given."""
    digest = digest_of(call.body)
    base = desk.bases.base("", digest, desk.created[digest])
    items = new_items(desk, call.body.get("items"), base)
    if isinstance(items, Violation):
        return items
    desk.created[digest] += 1
    conversation = Conversation(f"conv_{base}", EPOCH, _metadata(call.body.get("metadata")), items)
    desk.store.keep_conversation(conversation)
    return conversation.as_json


def retrieve_conversation(desk: Desk, call: Call) -> JsonObject | Violation:
    """Show a conversation without its items."""
    return within_conversation(desk, call, lambda conversation: conversation.as_json)


def update_conversation(desk: Desk, call: Call) -> JsonObject | Violation:
    """Replace a conversation's metadata."""
    return within_conversation(desk, call, lambda conversation: _update(conversation, call))


def delete_conversation(desk: Desk, call: Call) -> JsonObject | Violation:
    """Forget a conversation."""
    conversation_id = call.path["conversation_id"]
    if not desk.store.drop_conversation(conversation_id) and not desk.stateless:
        return no_conversation(conversation_id)
    return {"id": conversation_id, "object": "conversation.deleted", "deleted": True}


def _update(conversation: Conversation, call: Call) -> JsonObject:
    conversation.metadata = _metadata(call.body.get("metadata"))
    return conversation.as_json


def _metadata(given: Json) -> dict[str, str]:
    """Read metadata; what is no text is left out."""
    pairs = given.items() if isinstance(given, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, str)}
