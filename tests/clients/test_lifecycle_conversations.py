"""Conversations, as the official Python SDK holds them, called and awaited."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.clients.lifecycle import failure, hello, ids, texts, user


@pytest.fixture
def conversation(sdk: Any) -> Any:
    """Open a conversation of three items."""
    return sdk.conversations.create(items=[user("one"), user("two"), user("three")], metadata={"topic": "numbers"})


def test_retrieved_is_what_was_created(sdk: Any, conversation: Any) -> None:
    assert conversation == sdk.conversations.retrieve(conversation.id)
    assert ("conversation", {"topic": "numbers"}) == (conversation.object, conversation.metadata)


def test_conversation_of_nothing(sdk: Any) -> None:
    conversation = sdk.conversations.create()

    assert [] == sdk.conversations.items.list(conversation.id).data
    assert {} == conversation.metadata


def test_equal_conversations_are_two(sdk: Any) -> None:
    first, second = (sdk.conversations.create(metadata={"topic": "twins"}) for _ in range(2))

    assert first.id != second.id


def test_metadata_is_replaced(sdk: Any, conversation: Any) -> None:
    updated = sdk.conversations.update(conversation.id, metadata={"mood": "good"})

    assert {"mood": "good"} == updated.metadata == sdk.conversations.retrieve(conversation.id).metadata


def test_deleted_is_gone(sdk: Any, conversation: Any) -> None:
    deleted = sdk.conversations.delete(conversation.id)

    assert (conversation.id, "conversation.deleted", True) == (deleted.id, deleted.object, deleted.deleted)
    assert (404, None, f"Conversation with id '{conversation.id}' not found.") == failure(
        lambda: sdk.conversations.retrieve(conversation.id)
    )


@pytest.mark.parametrize(
    "ask",
    [
        lambda sdk: sdk.conversations.retrieve("conv_none"),
        lambda sdk: sdk.conversations.update("conv_none", metadata={}),
        lambda sdk: sdk.conversations.delete("conv_none"),
        lambda sdk: sdk.conversations.items.create("conv_none", items=[user("one")]),
        lambda sdk: sdk.conversations.items.list("conv_none").data,
        lambda sdk: sdk.conversations.items.retrieve("msg_none", conversation_id="conv_none"),
        lambda sdk: sdk.conversations.items.delete("msg_none", conversation_id="conv_none"),
    ],
    ids=["retrieve", "update", "delete", "items.create", "items.list", "items.retrieve", "items.delete"],
)
def test_unknown_is_not_found(sdk: Any, ask: Callable[[Any], Any]) -> None:
    assert (404, None, "Conversation with id 'conv_none' not found.") == failure(lambda: ask(sdk))


@pytest.mark.parametrize(
    "ask",
    [
        lambda sdk, one: sdk.conversations.items.retrieve("msg_none", conversation_id=one),
        lambda sdk, one: sdk.conversations.items.delete("msg_none", conversation_id=one),
    ],
    ids=["retrieve", "delete"],
)
def test_unknown_item_is_not_found(sdk: Any, conversation: Any, ask: Callable[[Any, str], Any]) -> None:
    assert (404, None, "Item with id 'msg_none' not found.") == failure(lambda: ask(sdk, conversation.id))


@pytest.mark.parametrize(("order", "words"), [("asc", ["one", "two", "three"]), ("desc", ["three", "two", "one"])])
def test_items_are_listed(sdk: Any, conversation: Any, order: str, words: list[str]) -> None:
    assert words == texts(sdk.conversations.items.list(conversation.id, order=order).data)


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_pages_join_to_the_whole(sdk: Any, conversation: Any, limit: int) -> None:
    assert ["three", "two", "one"] == texts(sdk.conversations.items.list(conversation.id, limit=limit))


def test_item_is_retrieved(sdk: Any, conversation: Any) -> None:
    item = sdk.conversations.items.list(conversation.id).data[1]

    assert item == sdk.conversations.items.retrieve(item.id, conversation_id=conversation.id)


def test_items_are_added_at_the_end(sdk: Any, conversation: Any) -> None:
    added = sdk.conversations.items.create(conversation.id, items=[user("four"), user("five")])
    items = sdk.conversations.items.list(conversation.id, order="asc").data

    assert ["four", "five"] == texts(added.data)
    assert ids(added.data) == ids(items[3:])


def test_equal_items_are_two(sdk: Any, conversation: Any) -> None:
    first, second = (sdk.conversations.items.create(conversation.id, items=[user("four")]) for _ in range(2))

    assert first.data[0].id != second.data[0].id


def test_deleted_item_is_gone(sdk: Any, conversation: Any) -> None:
    _, second, _ = sdk.conversations.items.list(conversation.id).data

    assert conversation == sdk.conversations.items.delete(second.id, conversation_id=conversation.id)
    assert ["three", "one"] == texts(sdk.conversations.items.list(conversation.id).data)


def test_too_many_items(sdk: Any, conversation: Any) -> None:
    status, param, _ = failure(lambda: sdk.conversations.items.create(conversation.id, items=[user("x")] * 21))

    assert (400, "items") == (status, param)


def test_response_is_appended(sdk: Any, conversation: Any) -> None:
    response = hello(sdk, conversation=conversation.id)
    items = sdk.conversations.items.list(conversation.id, order="asc").data

    assert ["one", "two", "three", "Hello", "Hi there."] == texts(items)
    assert (response.output[0].id, conversation.id) == (items[-1].id, response.conversation.id)


def test_conversation_comes_before_the_input(sdk: Any, conversation: Any) -> None:
    hello(sdk, conversation=conversation.id)
    second = hello(sdk, conversation={"id": conversation.id})
    words = texts(sdk.responses.input_items.list(second.id, order="asc").data)

    assert ["one", "two", "three", "Hello", "Hi there.", "Hello"] == words


def test_streamed_response_is_appended(sdk: Any, conversation: Any) -> None:
    list(hello(sdk, conversation=conversation.id, stream=True))

    assert "Hi there." == texts(sdk.conversations.items.list(conversation.id).data)[0]


def test_background_response_is_appended_at_its_end(sdk: Any, conversation: Any) -> None:
    created = hello(sdk, conversation=conversation.id, background=True)
    lengths = []
    for _ in range(2):
        sdk.responses.retrieve(created.id)
        lengths.append(len(sdk.conversations.items.list(conversation.id).data))

    assert [3, 5] == lengths


def test_tokens_of_a_conversation_are_counted(sdk: Any, conversation: Any) -> None:
    alone = sdk.responses.input_tokens.count(model="gpt-5", input="Hello").input_tokens
    within = sdk.responses.input_tokens.count(model="gpt-5", input="Hello", conversation=conversation.id).input_tokens

    assert alone < within


def test_conversation_of_a_response_has_to_exist(sdk: Any) -> None:
    status, _, message = failure(lambda: hello(sdk, conversation="conv_none"))

    assert (404, "Conversation with id 'conv_none' not found.") == (status, message)
