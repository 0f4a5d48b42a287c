"""What a response was made from."""

from typing import Any

import pytest

from mockserver.protocol.stored_item import stored
from mockserver.session.desk import Desk
from mockserver.session.operations.input_items import list_input_items
from tests.session.operations.desks import Answered, call, judged, new_desk, put, refusal, said, texts

IMAGE = {"role": "user", "content": [{"type": "input_image", "image_url": "https://example.org/a.png"}]}


def ask(desk: Desk, name: str = "resp_1", **query: Any) -> Any:
    return list_input_items(desk, call("responses.input_items", None, query, response_id=name))


@pytest.fixture
def desk() -> Desk:
    """Open a session with a response that was made from 25 messages."""
    desk = new_desk()
    put(desk, Answered("resp_1", [stored(said(str(number)), f"msg_{number}", "openai") for number in range(25)]))
    return desk


@pytest.mark.parametrize(
    ("query", "first", "last", "has_more"),
    [
        ({}, "24", "5", True),
        ({"order": "asc"}, "0", "19", True),
        ({"limit": "25"}, "24", "0", False),
        ({"limit": "1000"}, "24", "0", False),
        ({"limit": "-1"}, "24", "24", True),
        ({"after": "msg_5"}, "4", "0", False),
        ({"after": "msg_5", "order": "asc", "limit": "2"}, "6", "7", True),
    ],
    ids=str,
)
def test_items_come_in_pages(desk: Desk, query: Any, first: str, last: str, has_more: bool) -> None:
    answer = judged("responses.input_items", ask(desk, **query))
    found = texts(answer["data"])

    assert (first, last, has_more) == (found[0], found[-1], answer["has_more"])
    assert (f"msg_{first}", f"msg_{last}") == (answer["first_id"], answer["last_id"])


def test_nothing_comes_after_the_last(desk: Desk) -> None:
    answer = judged("responses.input_items", ask(desk, after="msg_0"))

    assert ([], None, None, False) == (answer["data"], answer["first_id"], answer["last_id"], answer["has_more"])


def test_an_unknown_place_is_refused(desk: Desk) -> None:
    status, message, param, _ = refusal(ask(desk, after="msg_99"))

    assert (400, "after") == (status, param)
    assert "'msg_99'" in message


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ({}, None),
        ({"include": "message.input_image.image_url"}, "https://example.org/a.png"),
        ({"include[]": ["x", "message.input_image.image_url"]}, "https://example.org/a.png"),
        ({"include": ["x"]}, None),
        ({"include": 7}, None),
    ],
    ids=str,
)
def test_images_are_shown_to_those_who_ask(query: Any, url: str | None) -> None:
    desk = new_desk()
    put(desk, Answered("resp_1", [stored(IMAGE, "msg_1", "openai")]))

    assert url == judged("responses.input_items", ask(desk, **query))["data"][0]["content"][0]["image_url"]


def test_an_unknown_response_is_refused(desk: Desk) -> None:
    desk.store.drop_response("resp_1")

    for name in ("resp_0", "resp_1"):
        assert (404, f"Response with id '{name}' not found.", None, None) == refusal(ask(desk, name))


def test_every_response_exists_where_nothing_is_kept() -> None:
    desk = new_desk(stateless=True)
    answer = judged("responses.input_items", ask(desk, "resp_0", limit="1"))

    assert 1 == len(answer["data"])
    assert answer == ask(desk, "resp_0")
    assert [] == ask(desk, "resp_0", after="item_7")["data"]
