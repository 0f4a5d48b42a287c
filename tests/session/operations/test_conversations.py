"""Conversations: opened, shown, changed, forgotten."""

from typing import Any

import pytest

from mockserver.protocol.ids import Ids
from mockserver.session.desk import Desk
from mockserver.session.operations.conversations import (
    create_conversation,
    delete_conversation,
    retrieve_conversation,
    update_conversation,
)
from mockserver.values import JsonObject
from tests.session.operations.desks import Answered, call, judged, new_desk, put, refusal, repeated, said, texts


def create(desk: Desk, body: JsonObject | None = None) -> JsonObject:
    return judged("conversations.create", create_conversation(desk, call("conversations.create", body)))


def retrieve(desk: Desk, conversation_id: str) -> Any:
    return retrieve_conversation(desk, call("conversations.retrieve", conversation_id=conversation_id))


def update(desk: Desk, conversation_id: str, metadata: Any) -> Any:
    body = {"metadata": metadata}
    return update_conversation(desk, call("conversations.update", body, conversation_id=conversation_id))


def delete(desk: Desk, conversation_id: str) -> Any:
    return delete_conversation(desk, call("conversations.delete", conversation_id=conversation_id))


def stored_items(desk: Desk, conversation_id: str) -> list[JsonObject]:
    found = desk.store.conversation(conversation_id)
    assert found
    return found.items(0.0)


@pytest.mark.parametrize(
    ("body", "metadata"),
    [
        ({}, {}),
        ({"metadata": {"k": "v"}}, {"k": "v"}),
        ({"metadata": None, "items": None}, {}),
        ({"metadata": {"k": 1, "l": "v"}}, {"l": "v"}),
        ({"metadata": [], "items": "Hi"}, {}),
    ],
    ids=str,
)
def test_a_conversation_is_opened(body: JsonObject, metadata: JsonObject) -> None:
    desk = new_desk()
    opened = create(desk, body)

    assert metadata == opened["metadata"]
    assert opened == judged("conversations.retrieve", retrieve(desk, opened["id"]))
    assert [] == stored_items(desk, opened["id"])


def test_a_conversation_begins_with_its_items() -> None:
    desk = new_desk()
    opened = create(desk, {"items": [said("One"), {"type": "compaction_trigger"}, 7, said("Two", id="msg_mine")]})
    base = opened["id"].removeprefix("conv_")
    found = stored_items(desk, opened["id"])

    assert ["One", "Two"] == texts(found)
    assert [Ids(base).given("msg", 0), "msg_mine"] == [item["id"] for item in found]


def test_equal_conversations_have_ids_of_their_own() -> None:
    desk = new_desk()
    bodies: list[JsonObject] = [{}, {}, {"metadata": {"k": "v"}}, {}]
    opened = [create(desk, body)["id"] for body in bodies]

    assert [] == repeated(opened)


def test_ids_do_not_depend_on_other_conversations() -> None:
    alone, beside = new_desk(), new_desk()
    create(beside, {"metadata": {"k": "v"}})

    assert create(alone) == create(beside)


def test_sessions_have_ids_of_their_own() -> None:
    assert create(new_desk(name="a"))["id"] != create(new_desk(name="b"))["id"]


def test_an_id_is_not_given_twice() -> None:
    desk = new_desk()
    gone = create(desk)["id"]
    delete(desk, gone)

    assert gone != create(desk)["id"]


def test_a_reference_is_resolved() -> None:
    desk = new_desk()
    made = {"id": "msg_1", "type": "message", "status": "completed", "role": "assistant", "content": []}
    put(desk, Answered("resp_1", made=[made]))
    opened = create(desk, {"items": [{"type": "item_reference", "id": "msg_1"}]})

    assert [made] == stored_items(desk, opened["id"])


def test_an_unknown_reference_is_refused() -> None:
    desk = new_desk()
    body = {"items": [said("One"), {"type": None, "id": "msg_0"}]}
    answer = create_conversation(desk, call("conversations.create", body))

    assert (404, "Item with id 'msg_0' not found.", "items", None) == refusal(answer)
    assert [] == [*desk.store.conversations()]


@pytest.mark.parametrize(("given", "kept"), [({"b": "2"}, {"b": "2"}), ({}, {}), (None, {}), ("x", {})], ids=str)
def test_metadata_is_replaced(given: Any, kept: JsonObject) -> None:
    desk = new_desk()
    opened = create(desk, {"metadata": {"a": "1"}})
    answer = judged("conversations.update", update(desk, opened["id"], given))

    assert opened | {"metadata": kept} == answer == retrieve(desk, opened["id"])


def test_a_conversation_is_forgotten() -> None:
    desk = new_desk()
    opened, other = create(desk)["id"], create(desk)["id"]
    answer = judged("conversations.delete", delete(desk, opened))

    assert {"id": opened, "object": "conversation.deleted", "deleted": True} == answer
    assert 404 == refusal(retrieve(desk, opened))[0]
    assert other == retrieve(desk, other)["id"]


@pytest.mark.parametrize(
    "ask", [retrieve, delete, lambda desk, name: update(desk, name, {})], ids=["retrieve", "delete", "update"]
)
def test_an_unknown_conversation_is_refused(ask: Any) -> None:
    elsewhere = create(new_desk(name="other"))["id"]

    for name in ("conv_0", elsewhere):
        assert (404, f"Conversation with id '{name}' not found.", None, None) == refusal(ask(new_desk(), name))


def test_a_conversation_is_forgotten_once() -> None:
    desk = new_desk()
    opened = create(desk)["id"]
    delete(desk, opened)

    assert 404 == refusal(delete(desk, opened))[0]


def test_every_conversation_exists_where_nothing_is_kept() -> None:
    desk = new_desk(stateless=True)

    assert "conv_0" == judged("conversations.retrieve", retrieve(desk, "conv_0"))["id"]
    assert {"k": "v"} == judged("conversations.update", update(desk, "conv_0", {"k": "v"}))["metadata"]
    assert judged("conversations.delete", delete(desk, "conv_0"))["deleted"]
    assert create(desk, {"items": [{"id": "msg_0"}]})
