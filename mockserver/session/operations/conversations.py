"""Conversations themselves (seed 001, ConversationResource)."""

from mockserver.session.clock import EPOCH
from mockserver.session.conversation import Conversation
from mockserver.session.desk import Desk
from mockserver.session.operations.items import digest_of, find_conversation, new_items
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
    conversation_id = call.path["conversation_id"]
    found = find_conversation(desk, conversation_id)
    return no_conversation(conversation_id) if found is None else found.as_json


def update_conversation(desk: Desk, call: Call) -> JsonObject | Violation:
    """Replace a conversation's metadata."""
    conversation_id = call.path["conversation_id"]
    found = find_conversation(desk, conversation_id)
    if found is None:
        return no_conversation(conversation_id)
    found.metadata = _metadata(call.body.get("metadata"))
    return found.as_json


def delete_conversation(desk: Desk, call: Call) -> JsonObject | Violation:
    """Forget a conversation."""
    conversation_id = call.path["conversation_id"]
    if not desk.store.drop_conversation(conversation_id) and not desk.stateless:
        return no_conversation(conversation_id)
    return {"id": conversation_id, "object": "conversation.deleted", "deleted": True}


def _metadata(given: Json) -> dict[str, str]:
    """Read metadata; what is no text is left out."""
    pairs = given.items() if isinstance(given, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, str)}
