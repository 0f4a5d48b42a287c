"""The items of a conversation (seed 001, ConversationItemList)."""

from collections.abc import Callable, Iterable
from hashlib import sha256

import orjson

from mockserver.protocol.ids import Ids
from mockserver.protocol.page import listing
from mockserver.protocol.stored_item import id_kind, is_listed, is_reference, shown, stored
from mockserver.session.conversation import Conversation
from mockserver.session.desk import Desk
from mockserver.session.look import include_of
from mockserver.session.operations.lists import asked_page
from mockserver.session.operations.made_up import made_up_conversation, made_up_message
from mockserver.session.operations.missing import no_conversation, no_item
from mockserver.values import Call, Json, JsonObject, Violation


def create_items(desk: Desk, call: Call) -> JsonObject | Violation:
    """Add items to a conversation, and list those that were added."""
    return within_conversation(desk, call, lambda conversation: _add(desk, call, conversation))


def list_items(desk: Desk, call: Call) -> JsonObject | Violation:
    """List a conversation's items, in pages."""
    return within_conversation(desk, call, lambda conversation: asked_page(desk, call, conversation.items(desk.now)))


def retrieve_item(desk: Desk, call: Call) -> JsonObject | Violation:
    """Show one item of a conversation."""
    return within_conversation(desk, call, lambda conversation: _retrieve(desk, call, conversation))


def delete_item(desk: Desk, call: Call) -> JsonObject | Violation:
    """Take an item out of a conversation, and show what the conversation is then."""
    return within_conversation(desk, call, lambda conversation: _delete(desk, call, conversation))


def find_conversation(desk: Desk, conversation_id: str) -> Conversation | None:
    """Find a conversation; where every id exists, one that nobody made is made up, and not kept."""
    found = desk.store.conversation(conversation_id)
    return made_up_conversation(conversation_id) if found is None and desk.stateless else found


def within_conversation(
    desk: Desk, call: Call, answer: Callable[[Conversation], JsonObject | Violation]
) -> JsonObject | Violation:
    """Answer out of the conversation that a call names, if there is such a one."""
    conversation_id = call.path["conversation_id"]
    found = find_conversation(desk, conversation_id)
    return no_conversation(conversation_id) if found is None else answer(found)


def digest_of(value: Json) -> bytes:
    """Tell values apart that are not the same JSON, keys in any order."""
    return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).digest()


def new_items(desk: Desk, given: Json, base: str) -> list[JsonObject] | Violation:
    """Make stored items of what a client gave; their ids have this base. Refuse references to what is not stored."""
    made = []
    for index, item in enumerate(_objects(given)):
        found = _referenced(desk, item) if is_reference(item) else item
        if found is None:
            return no_item(str(item.get("id")), "items")
        made.append(stored(found, Ids(base).given(id_kind(found), index), desk.dialect))
    return made


def _add(desk: Desk, call: Call, conversation: Conversation) -> JsonObject | Violation:
    digest = digest_of(call.body)
    base = desk.bases.base(conversation.id, digest, conversation.additions[digest])
    items = new_items(desk, call.body.get("items"), base)
    if isinstance(items, Violation):
        return items
    conversation.additions[digest] += 1
    conversation.add(items)
    # An item whose id is there already stays as it was.
    held = {item["id"]: item for item in conversation.items(desk.now)}
    include = include_of(call.query)
    return listing([shown(held[item["id"]], include) for item in items])


def _retrieve(desk: Desk, call: Call, conversation: Conversation) -> JsonObject | Violation:
    found = _item(desk, call, conversation)
    return found if isinstance(found, Violation) else shown(found, include_of(call.query))


def _delete(desk: Desk, call: Call, conversation: Conversation) -> JsonObject | Violation:
    found = _item(desk, call, conversation)
    if isinstance(found, Violation):
        return found
    conversation.remove(found["id"])
    return conversation.as_json


def _item(desk: Desk, call: Call, conversation: Conversation) -> JsonObject | Violation:
    item_id = call.path["item_id"]
    found = conversation.item(item_id, desk.now)
    if found is None:
        return made_up_message(item_id) if desk.stateless else no_item(item_id)
    return found


def _objects(given: Json) -> Iterable[JsonObject]:
    items = given if isinstance(given, list) else []
    return (item for item in items if isinstance(item, dict) and is_listed(item))


def _referenced(desk: Desk, item: JsonObject) -> JsonObject | None:
    item_id = str(item.get("id"))
    found = desk.item(item_id)
    return made_up_message(item_id) if found is None and desk.stateless else found
