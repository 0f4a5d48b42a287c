"""Every operation, asked for what is there: the contract knows the answer, and it says what it should."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from mockserver.contract.operations import OPERATIONS
from mockserver.values import Json
from tests.operations.test_refusals import ITEM, OPEN, STORED
from tests.operations.world import GREETING, World, contract, make_world, said


@dataclass(frozen=True)
class Answered:
    """A call, and some of what its answer says."""

    operation: str
    says: Mapping[str, Json]
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Json] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join([self.operation, *map(str, self.says.values())])


ASKED = {"model": "gpt-5", "input": "Hello"}
ANSWERED = (
    Answered("responses.create", {"object": "response", "status": "completed"}, body=ASKED),
    Answered("responses.create", {"status": "queued", "background": True}, body={**ASKED, "background": True}),
    Answered("responses.retrieve", {"object": "response", "status": "completed"}, STORED),
    Answered("responses.retrieve", {"status": "in_progress"}, {"response_id": "queued"}),
    Answered("responses.retrieve", {"status": "completed", "background": True}, {"response_id": "done"}),
    Answered("responses.retrieve", {"status": "cancelled", "output": []}, {"response_id": "cancelled"}),
    Answered("responses.retrieve", {"status": "completed"}, STORED, {"stream": "false", "beta": "true"}),
    Answered("responses.delete", {"object": "response", "deleted": True}, STORED),
    Answered("responses.delete", {"object": "response", "deleted": True}, {"response_id": "queued"}),
    Answered("responses.cancel", {"status": "cancelled"}, {"response_id": "queued"}),
    Answered("responses.cancel", {"status": "cancelled"}, {"response_id": "cancelled"}),
    Answered("responses.input_items", {"object": "list", "has_more": False}, STORED),
    Answered("responses.input_items", {"has_more": True}, STORED, {"limit": "2"}),
    Answered("responses.input_items", {"has_more": True}, STORED, {"limit": ["9", "1"]}),
    Answered("responses.input_tokens", {"object": "response.input_tokens"}),
    Answered("responses.input_tokens", {"object": "response.input_tokens"}, body=ASKED),
    Answered("responses.compact", {"object": "response.compaction"}, body=ASKED),
    Answered("responses.compact", {"object": "response.compaction"}, body={"model": "gpt-5", "input": None}),
    Answered("conversations.create", {"object": "conversation", "metadata": {}}),
    Answered("conversations.create", {"metadata": {"a": "b"}}, body={"metadata": {"a": "b"}, "items": [said("x")] * 20}),
    Answered("conversations.create", {"metadata": {}}, body={"metadata": None, "items": None}),
    Answered("conversations.retrieve", {"object": "conversation", "metadata": {"name": "open"}}, OPEN),
    Answered("conversations.update", {"metadata": {"a": "b"}}, OPEN, body={"metadata": {"a": "b"}}),
    Answered("conversations.update", {"metadata": {}}, OPEN, body={"metadata": None}),
    Answered("conversations.delete", {"object": "conversation.deleted", "deleted": True}, OPEN),
    Answered("conversations.items.create", {"object": "list", "has_more": False}, OPEN, body={"items": [said("x")]}),
    Answered("conversations.items.list", {"object": "list", "has_more": False}, OPEN),
    Answered("conversations.items.retrieve", {"type": "message", "role": "user", "status": "completed"}, ITEM),
    Answered("conversations.items.delete", {"object": "conversation", "metadata": {"name": "open"}}, ITEM),
    Answered("models.list", {"object": "list"}),
    Answered("models.retrieve", {"object": "model", "id": "gpt-5"}, {"model": "gpt-5"}),
)  # fmt: skip


@pytest.mark.parametrize("case", ANSWERED, ids=str)
def test_call_is_answered(world: World, case: Answered) -> None:
    answer = world.ask(case.operation, case.path, case.query, **case.body)

    assert 200 == answer.status, answer.raw
    assert case.says == {key: answer.body.get(key) for key in case.says}
    assert [] == contract().reply_violations(case.operation, answer.body)


def test_every_operation_is_answered() -> None:
    assert set(OPERATIONS.values()) - {"responses.connect"} == {case.operation for case in ANSWERED}


@pytest.mark.parametrize("case", [one for one in ANSWERED if one.operation != "responses.create"], ids=str)
def test_equal_worlds_answer_alike(world: World, case: Answered) -> None:
    twin = make_world()

    assert twin.ask(case.operation, case.path, case.query, **case.body) == world.ask(
        case.operation, case.path, case.query, **case.body
    )


@pytest.mark.parametrize(
    ("query", "places"),
    [
        pytest.param({}, [2, 1, 0], id="newest first"),
        pytest.param({"order": "asc"}, [0, 1, 2], id="oldest first"),
        pytest.param({"order": "asc", "limit": "2"}, [0, 1], id="first page"),
        pytest.param({"order": "asc", "after": 0}, [1, 2], id="after the first"),
        pytest.param({"order": "asc", "after": 0, "limit": "1"}, [1], id="second page"),
        pytest.param({"after": 0}, [], id="after the oldest"),
        pytest.param({"after": 2, "limit": "1"}, [1], id="after the newest"),
        pytest.param({"limit": ["1", "3"]}, [2, 1, 0], id="the last limit counts"),
        pytest.param({"limit": "100"}, [2, 1, 0], id="a long page"),
    ],
)
@pytest.mark.parametrize(
    ("operation", "path"),
    [("responses.input_items", STORED), ("conversations.items.list", {"conversation_id": "other"})],
    ids=["responses", "conversations"],
)
def test_pages(
    settled: World, operation: str, path: Mapping[str, str], query: Mapping[str, Any], places: list[int]
) -> None:
    whole = settled.ask(operation, path, {"order": "asc"}).ids
    after = {"after": whole[query["after"]]} if "after" in query else {}
    page = settled.ask(operation, path, {**query, **after})

    assert len(GREETING) == len(whole)
    assert [whole[place] for place in places] == page.ids
    assert page.body["has_more"] is (bool(places) and places[-1] != (2 if query.get("order") == "asc" else 0))
    assert [whole[place] for place in (*places[:1], *places[-1:])] == page.ends


@pytest.mark.parametrize("after", [-1, 0, 4, 1000])
def test_stream_begins_after_a_number(settled: World, after: int) -> None:
    whole = settled.ask("responses.retrieve", STORED, {"stream": "true"}).events
    part = settled.ask("responses.retrieve", STORED, {"stream": "true", "starting_after": str(after)}).events

    assert whole[after + 1 :] == part
    assert ("response.created", "response.completed") == (whole[0]["type"], whole[-1]["type"])


@pytest.mark.parametrize(
    "gone", ["responses.retrieve", "responses.input_items", "responses.cancel", "responses.delete"]
)
def test_deleted_response_is_gone(world: World, gone: str) -> None:
    world.ask("responses.delete", {"response_id": "done"})

    assert 404 == world.ask(gone, {"response_id": "done"}).status


def test_deleted_item_is_gone(world: World) -> None:
    world.ask("conversations.items.delete", ITEM)

    assert 404 == world.ask("conversations.items.retrieve", ITEM).status
    assert world.names["open item"] not in world.ask("conversations.items.list", OPEN).ids


def test_deleted_response_is_not_continued(world: World) -> None:
    answer = world.ask("responses.create", model="gpt-5", input="Hello", previous_response_id=world.names["deleted"])

    assert (400, "previous_response_not_found") == (answer.status, answer.error["code"])


def test_item_of_a_conversation_is_referred_to(world: World) -> None:
    reference = {"type": "item_reference", "id": world.names["other item"]}
    added = world.ask("conversations.items.create", OPEN, items=[reference])

    assert (200, "one") == (added.status, added.body["data"][0]["content"][0]["text"])
