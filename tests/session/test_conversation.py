"""What is in a conversation, and when."""

import pytest

from mockserver.session.conversation import Conversation
from mockserver.values import JsonObject
from tests.session.operations.desks import Answered


def items(*ids: str) -> list[JsonObject]:
    return [{"id": name} for name in ids]


def ids(conversation: Conversation) -> str:
    return "".join(item["id"] for item in conversation.items(0.0))


def test_items_come_in_the_order_of_what_added_them() -> None:
    conversation = Conversation("conv_1", 7, {}, items("a"))
    conversation.add_record(Answered("resp_1", items("b"), items("c", "d")))
    conversation.add(items("e"))

    assert "abcde" == ids(conversation)


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("completed", "abcd"),
        ("incomplete", "abcd"),
        ("queued", "ad"),
        ("in_progress", "ad"),
        ("failed", "ad"),
        ("cancelled", "ad"),
    ],
)
def test_a_response_counts_once_it_has_ended_well(status: str, found: str) -> None:
    conversation = Conversation("conv_1", 7, {}, items("a"))
    conversation.add_record(Answered("resp_1", items("b"), items("c"), status))
    conversation.add(items("d"))

    assert found == ids(conversation)


def test_a_response_that_ends_later_keeps_its_place() -> None:
    conversation, answered = Conversation("conv_1", 7, {}), Answered("resp_1", items("a"), items("b"), "queued")
    conversation.add_record(answered)
    conversation.add(items("c"))
    answered.state = "completed"

    assert "abc" == ids(conversation)


@pytest.mark.parametrize(("gone", "rest"), [("a", "bcd"), ("b", "acd"), ("c", "abd"), ("z", "abcd")])
def test_an_item_can_be_taken_out(gone: str, rest: str) -> None:
    conversation = Conversation("conv_1", 7, {}, items("a"))
    answered = Answered("resp_1", items("b"), items("c"))
    conversation.add_record(answered)
    conversation.add(items("d"))
    conversation.remove(gone)

    assert rest == ids(conversation)
    assert (items("b"), items("c")) == (answered.input, answered.made)


def test_an_item_may_come_back() -> None:
    conversation = Conversation("conv_1", 7, {}, items("a"))
    conversation.remove("a")
    conversation.add(items("b", "a"))

    assert "ba" == ids(conversation)


def test_an_id_is_there_once() -> None:
    conversation = Conversation("conv_1", 7, {}, [{"id": "a", "first": True}])
    conversation.add([{"id": "a"}])

    assert [{"id": "a", "first": True}] == conversation.items(0.0)


def test_an_item_is_found_by_its_id() -> None:
    conversation = Conversation("conv_1", 7, {}, items("a", "b"))

    assert ({"id": "b"}, None) == (conversation.item("b", 0.0), conversation.item("c", 0.0))


def test_what_the_api_shows_has_no_items() -> None:
    conversation = Conversation("conv_1", 7, {"k": "v"}, items("a"))

    assert {"id": "conv_1", "object": "conversation", "created_at": 7, "metadata": {"k": "v"}} == conversation.as_json
