import pytest

from mockserver.check.answers import answered_by, object_named
from mockserver.values import JsonObject

MODELS = {"object": "list", "data": [{"object": "model"}]}
FILES = {"object": "list", "data": [{"object": "file"}]}


@pytest.mark.parametrize(
    ("body", "operation"),
    [
        ({"object": "response"}, "responses.create"),
        ({}, "responses.create"),
        ({"object": 5}, "responses.create"),
        ({"object": "response", "deleted": True}, "responses.delete"),
        ({"object": "response.compaction"}, "responses.compact"),
        ({"object": "conversation.deleted", "deleted": True}, "conversations.delete"),
        ({"object": "model"}, "models.retrieve"),
        (MODELS, "models.list"),
        ({"object": "list", "data": []}, "models.list"),
        ({"object": "list", "data": [], "has_more": False}, "responses.input_items"),
        ({"object": "list", "data": [{"type": "message"}]}, "responses.input_items"),
        ({"object": "list", "data": 5}, "responses.input_items"),
        ({"object": "list"}, "responses.input_items"),
        (FILES, None),
        ({"object": "chat.completion"}, None),
    ],
    ids=str,
)
def test_an_object_names_the_operation_that_answers_with_it(body: JsonObject, operation: str | None) -> None:
    assert operation == answered_by(body)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"object": "chat.completion"}, ("chat.completion", "object")),
        (FILES, ("file", "data[0].object")),
        (MODELS, ("list", "object")),
        ({}, ("response", "object")),
    ],
    ids=str,
)
def test_an_object_has_a_name_and_a_place(body: JsonObject, name: tuple[str, str]) -> None:
    assert name == object_named(body)
