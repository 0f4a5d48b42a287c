"""What the API's operations answer when no step or stub does."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from mockserver.session.desk import Desk
from mockserver.session.operations.compact import compact
from mockserver.session.operations.conversations import (
    create_conversation,
    delete_conversation,
    retrieve_conversation,
    update_conversation,
)
from mockserver.session.operations.input_items import list_input_items
from mockserver.session.operations.input_tokens import count_input_tokens
from mockserver.session.operations.items import create_items, delete_item, list_items, retrieve_item
from mockserver.session.operations.models import list_models, retrieve_model
from mockserver.session.operations.responses import cancel, delete, retrieve
from mockserver.values import Call, JsonObject, Reply, Violation

Handler: TypeAlias = Callable[[Desk, Call], JsonObject | Violation | Reply]
"""Gives a JSON body, what the call is refused for, or a whole reply."""

HANDLERS: Mapping[str, Handler] = {
    "responses.retrieve": retrieve,
    "responses.delete": delete,
    "responses.cancel": cancel,
    "responses.input_items": list_input_items,
    "responses.input_tokens": count_input_tokens,
    "responses.compact": compact,
    "conversations.create": create_conversation,
    "conversations.retrieve": retrieve_conversation,
    "conversations.update": update_conversation,
    "conversations.delete": delete_conversation,
    "conversations.items.create": create_items,
    "conversations.items.list": list_items,
    "conversations.items.retrieve": retrieve_item,
    "conversations.items.delete": delete_item,
    "models.list": list_models,
    "models.retrieve": retrieve_model,
}
