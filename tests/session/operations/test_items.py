"""The items of a conversation: added, listed, shown, taken out."""

from typing import Any

import pytest

from mockserver.session.conversation import Conversation
from mockserver.session.desk import Desk
from mockserver.session.operations.items import create_items, delete_item, list_items, retrieve_item
from mockserver.values import JsonObject
from tests.session.operations.desks import Answered, call, judged, new_desk, put, refusal, repeated, said, texts

IMAGE = {"role": "user", "content": [{"type": "input_image", "image_url": "https://example.org/a.png"}]}
ASK_IMAGES = {"include[]": "message.input_image.image_url"}


@pytest.fixture
def desk() -> Desk:
    """Open a session with one empty conversation."""
    desk = new_desk()
    desk.store.keep_conversation(Conversation("conv_1", 7, {}))
    return desk


def create(desk: Desk, *items: Any, query: JsonObject | None = None, name: str = "conv_1") -> Any:
    body = {"items": [*items]}
    return create_items(desk, call("conversations.items.create", body, query, conversation_id=name))


def added(desk: Desk, *items: Any, query: JsonObject | None = None) -> list[JsonObject]:
    answer = judged("conversations.items.create", create(desk, *items, query=query))
    return list(answer["data"])


def ask(desk: Desk, name: str = "conv_1", **query: Any) -> Any:
    return list_items(desk, call("conversations.items.list", None, query, conversation_id=name))


def retrieve(desk: Desk, item_id: str, name: str = "conv_1", query: JsonObject | None = None) -> Any:
    asked = call("conversations.items.retrieve", None, query, conversation_id=name, item_id=item_id)
    return retrieve_item(desk, asked)


def delete(desk: Desk, item_id: str, name: str = "conv_1") -> Any:
    return delete_item(desk, call("conversations.items.delete", conversation_id=name, item_id=item_id))


def test_added_items_are_listed_as_they_were_given(desk: Desk) -> None:
    answer = judged("conversations.items.create", create(desk, said("One"), said("Two")))

    assert ["One", "Two"] == texts(answer["data"])
    assert (answer["data"][0]["id"], answer["data"][1]["id"]) == (answer["first_id"], answer["last_id"])
    assert not answer["has_more"]
    assert answer["data"] == ask(desk, order="asc")["data"]


def test_equal_additions_have_ids_of_their_own(desk: Desk) -> None:
    ids = [item["id"] for _ in range(3) for item in added(desk, said("One"), said("One"))]

    assert [] == repeated(ids)
    assert 6 == len(ask(desk)["data"])


def test_ids_do_not_depend_on_other_additions() -> None:
    alone, beside = new_desk(), new_desk()
    for one in (alone, beside):
        one.store.keep_conversation(Conversation("conv_1", 7, {}))
    added(beside, said("Before"))

    assert added(alone, said("One")) == added(beside, said("One"))


def test_a_refused_addition_changes_nothing(desk: Desk) -> None:
    answer = create(desk, said("One"), {"type": "item_reference", "id": "msg_0"})

    assert (404, "Item with id 'msg_0' not found.", "items", None) == refusal(answer)
    assert [] == ask(desk)["data"]


def test_a_reference_is_resolved(desk: Desk) -> None:
    put(desk, Answered("resp_1", input=[{"id": "msg_1", "type": "message", "role": "user", "content": []}]))

    assert ["msg_1"] == [item["id"] for item in added(desk, {"id": "msg_1"})]


@pytest.mark.parametrize(
    ("body", "count"),
    [({}, 0), ({"items": []}, 0), ({"items": None}, 0), ({"items": [7, {"type": "compaction_trigger"}]}, 0)],
    ids=str,
)
def test_what_is_no_item_is_not_added(desk: Desk, body: JsonObject, count: int) -> None:
    answer = create_items(desk, call("conversations.items.create", body, conversation_id="conv_1"))

    assert count == len(judged("conversations.items.create", answer)["data"])


def test_the_newest_comes_first(desk: Desk) -> None:
    added(desk, said("One"), said("Two"))

    assert ["Two", "One"] == texts(judged("conversations.items.list", ask(desk))["data"])


def test_pages_hold_twenty_items(desk: Desk) -> None:
    added(desk, *(said(str(number)) for number in range(25)))
    first = judged("conversations.items.list", ask(desk))
    second = judged("conversations.items.list", ask(desk, after=first["last_id"]))

    assert (20, True, 5, False) == (len(first["data"]), first["has_more"], len(second["data"]), second["has_more"])
    assert [str(24 - number) for number in range(25)] == texts([*first["data"], *second["data"]])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"limit": "1"}, ["Two"]),
        ({"limit": "0"}, ["Two"]),
        ({"limit": "x", "order": "x"}, ["Two", "One"]),
        ({"order": "asc", "limit": "1"}, ["One"]),
    ],
    ids=str,
)
def test_a_query_chooses_the_page(desk: Desk, query: JsonObject, found: list[str]) -> None:
    added(desk, said("One"), said("Two"))

    assert found == texts(ask(desk, **query)["data"])


def test_an_unknown_place_is_refused(desk: Desk) -> None:
    added(desk, said("One"))

    assert (400, "after") == refusal(ask(desk, after="msg_0"))[::2]


@pytest.mark.parametrize(
    ("query", "url"), [(ASK_IMAGES, "https://example.org/a.png"), ({}, None)], ids=["asked", "not"]
)
def test_images_are_shown_to_those_who_ask(desk: Desk, query: JsonObject, url: str | None) -> None:
    item = added(desk, IMAGE, query=query)[0]
    shown = (item, ask(desk, **query)["data"][0], retrieve(desk, item["id"], query=query))

    assert [url] * 3 == [one["content"][0]["image_url"] for one in shown]


def test_an_item_is_shown(desk: Desk) -> None:
    one, two = added(desk, said("One"), said("Two"))

    assert one == judged("conversations.items.retrieve", retrieve(desk, one["id"]))
    assert two == retrieve(desk, two["id"])


def test_an_item_is_taken_out(desk: Desk) -> None:
    one, two = added(desk, said("One"), said("Two"))
    answer = judged("conversations.items.delete", delete(desk, one["id"]))

    assert "conv_1" == answer["id"]
    assert [two] == ask(desk)["data"]
    assert 404 == refusal(retrieve(desk, one["id"]))[0] == refusal(delete(desk, one["id"]))[0]


@pytest.mark.parametrize("about", [retrieve, delete], ids=["retrieve", "delete"])
def test_an_unknown_item_is_refused(desk: Desk, about: Any) -> None:
    put(desk, Answered("resp_1", input=[{"id": "msg_1", "type": "message", "role": "user", "content": []}]))

    assert (404, "Item with id 'msg_1' not found.", None, None) == refusal(about(desk, "msg_1"))


@pytest.mark.parametrize(
    "about",
    [
        lambda desk: create(desk, said("One"), name="conv_0"),
        lambda desk: ask(desk, "conv_0"),
        lambda desk: retrieve(desk, "msg_0", "conv_0"),
        lambda desk: delete(desk, "msg_0", "conv_0"),
    ],
    ids=["create", "list", "retrieve", "delete"],
)
def test_an_unknown_conversation_is_refused(desk: Desk, about: Any) -> None:
    assert (404, "Conversation with id 'conv_0' not found.", None, None) == refusal(about(desk))


def test_everything_exists_where_nothing_is_kept() -> None:
    desk = new_desk(stateless=True)
    shown = judged("conversations.items.retrieve", retrieve(desk, "item_9", "conv_0"))

    assert "item_9" == shown["id"]
    assert "conv_0" == judged("conversations.items.delete", delete(desk, "item_9", "conv_0"))["id"]
    assert 1 == len(judged("conversations.items.list", ask(desk, "conv_0"))["data"])
    assert [] == judged("conversations.items.list", ask(desk, "conv_0", after="item_7"))["data"]
    assert ["item_8"] == [item["id"] for item in create(desk, {"id": "item_8"}, name="conv_0")["data"]]
