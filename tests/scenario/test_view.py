"""What a call shows of what stands beside its body."""

import pytest

from mockserver.scenario.view import CallView
from mockserver.values import Call, Json, JsonObject, Mismatch

PATH = {"conversation_id": "conv_1", "item_id": "msg_1"}
QUERY: JsonObject = {"limit": "5", "include[]": "a", "order": ["asc", "desc"], "x[]": ["b", "c"]}


def view(body: JsonObject) -> CallView:
    call = Call("conversations.items.retrieve", {}, body, QUERY, PATH)
    return CallView(call, [], lambda call_id: None, lambda schema, value: [])


HOLD: list[tuple[JsonObject, JsonObject]] = [
    ({"path": {"item_id": "msg_1"}}, {}),
    ({"path": {"item_id": {"$regex": "^msg_"}, "response_id": None}}, {}),
    ({"path": {"$equals": PATH}}, {}),
    ({"query": {"limit": "5", "after": {"$absent": True}}}, {}),
    ({"query": {"include[]": ["a"], "order": ["asc", "desc"]}}, {}),
    ({"query": {"include[]": {"$has": "a"}, "x[]": {"$has": ["c", "b"]}}}, {}),
    ({"query": {"$has": "limit"}}, {}),
    ({"conversation": "conv_2"}, {"conversation": "conv_2"}),
    ({"conversation": "conv_2"}, {"conversation": {"id": "conv_2"}}),
    ({"conversation": {"$absent": True}}, {"conversation": None}),
    ({"conversation": None}, {}),
]
FAIL: list[tuple[JsonObject, JsonObject, Mismatch]] = [
    ({"path": {"item_id": "msg_2"}}, {}, Mismatch("$.path.item_id", '"msg_2"', "msg_1")),
    ({"query": {"limit": "6"}}, {}, Mismatch("$.query.limit", '"6"', "5")),
    ({"query": {"x[]": ["b", "d"]}}, {}, Mismatch('$.query["x[]"][1]', '"d"', "c")),
    ({"conversation": "a"}, {"conversation": {"id": "b"}}, Mismatch("$.conversation", '"a"', "b")),
]


@pytest.mark.parametrize(("condition", "body"), HOLD, ids=str)
def test_a_condition_holds(condition: JsonObject, body: JsonObject) -> None:
    assert [] == view(body).mismatches(condition)


@pytest.mark.parametrize(("condition", "body", "expected"), FAIL, ids=str)
def test_a_condition_fails(condition: JsonObject, body: Json, expected: Mismatch) -> None:
    assert [expected] == view(body).mismatches(condition)
