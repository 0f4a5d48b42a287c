"""Two sessions in one process: nothing of one is seen in the other."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.operations.test_refusals import ITEM, OF_A_CONVERSATION
from tests.operations.world import World, make_world, open_session

OWN = [
    *((f"responses.{name}", {"response_id": "stored"}, {}) for name in ("retrieve", "delete", "input_items")),
    ("responses.cancel", {"response_id": "queued"}, {}),
    *((f"conversations.{name}", ITEM, body) for name, body in OF_A_CONVERSATION.items()),
]
"""Operations on what a world has."""


@pytest.mark.parametrize(("operation", "path", "body"), OWN, ids=[row[0] for row in OWN])
def test_what_one_session_has_another_has_not(
    world: World, operation: str, path: Mapping[str, str], body: Mapping[str, Any]
) -> None:
    stranger = World(make_world("stranger").session, world.names)

    assert 404 == stranger.ask(operation, path, **body).status
    assert 200 == world.ask(operation, path, **body).status


def test_response_of_another_session_is_not_continued(world: World) -> None:
    answer = World(open_session("stranger")).ask(
        "responses.create", model="gpt-5", input="Hello", previous_response_id=world.names["stored"]
    )

    assert (400, "previous_response_not_found") == (answer.status, answer.error["code"])


def test_conversation_of_another_session_is_not_continued(world: World) -> None:
    answer = World(open_session("stranger")).ask(
        "responses.create", model="gpt-5", input="Hello", conversation=world.names["open"]
    )

    assert (404, "conversation") == (answer.status, answer.error["param"])


def test_ids_differ_between_sessions(world: World) -> None:
    assert not set(world.names.values()) & set(make_world("stranger").names.values())


def test_oldest_responses_go_first() -> None:
    gone: list[str] = []
    world = World(open_session(max_stored=3, on_evicted=gone.append))
    made = [world.create(metadata={"number": str(number)})["id"] for number in range(5)]
    found = [world.ask("responses.retrieve", {"response_id": one}).status for one in made]

    assert (made[:2], [404, 404, 200, 200, 200]) == (gone, found)


def test_oldest_conversations_go_first() -> None:
    gone: list[str] = []
    world = World(open_session(max_stored=2, on_evicted=gone.append))
    made = [world.ask("conversations.create").body["id"] for _ in range(3)]
    found = [world.ask("conversations.retrieve", {"conversation_id": one}).status for one in made]

    assert (made[:1], [404, 200, 200]) == (gone, found)


def test_evicted_response_is_not_continued() -> None:
    world = World(open_session(max_stored=1))
    first = world.create()
    world.create(metadata={"number": "2"})

    assert 400 == world.ask("responses.create", model="gpt-5", input="Hello", previous_response_id=first["id"]).status
