"""What stands for things that nobody made, under `--stateless`, where every id exists."""

from mockserver.scenario.model import ItemsReply
from mockserver.session.clock import EPOCH
from mockserver.session.conversation import Conversation
from mockserver.session.desk import Desk
from mockserver.session.fixed import fixed_record
from mockserver.session.origin import NOWHERE
from mockserver.session.record import Record
from mockserver.values import JsonObject

_TEXT = "Hello."


def made_up_message(item_id: str) -> JsonObject:
    """Make up the item with this id."""
    part = {"type": "input_text", "text": _TEXT}
    return {"id": item_id, "type": "message", "status": "completed", "role": "user", "content": [part]}


def made_up_conversation(conversation_id: str) -> Conversation:
    """Make up the conversation with this id; one message is in it."""
    return Conversation(conversation_id, EPOCH, {}, [first_message(conversation_id)])


def first_message(parent_id: str) -> JsonObject:
    """Make up the first item of the thing with this id."""
    return made_up_message(f"msg_{parent_id.rpartition('_')[2]}00")


def made_up_response(desk: Desk, response_id: str) -> Record:
    """Make up the response with this id."""
    reply = ItemsReply.model_validate([{"message": _TEXT}])
    return fixed_record(desk, response_id, {"input": _TEXT}, reply, NOWHERE)
