"""The operations that a scenario may answer, and what each may be answered with."""

import pytest

from mockserver.contract.operations import OPERATIONS as KNOWN
from mockserver.scenario.load import loads
from mockserver.scenario.operations import OPERATIONS
from mockserver.values import Json, ScenarioError
from mockserver.values.operation import CONNECT

REPLIES = {
    "items": "[]",
    "auto": "auto",
    "events": "{events: [{type: a}]}",
    "error": "{error: {status: 404}}",
    "raw": "{raw: x}",
    "input_tokens": "{input_tokens: 7}",
}
PAIRS = [(operation, depth) for operation in OPERATIONS for depth in REPLIES]
LETS = {(operation, depth) for operation, one in OPERATIONS.items() for depth in one.depths}


def file(operation: str, reply: str) -> str:
    return f"stubs:\n  - when: {{operation: {operation}}}\n    reply: {reply}\n"


def mistake(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        loads(text, "s.yaml")
    return str(caught.value).removeprefix("s.yaml:")


def test_every_operation_of_the_contract_but_the_socket_is_for_authors() -> None:
    assert {*KNOWN.values()} == {CONNECT, *OPERATIONS}


def test_what_a_path_names_is_as_long_as_the_path_has_places() -> None:
    places = {operation: path.count("{}") for (_, path), operation in KNOWN.items() if operation != CONNECT}

    assert places == {operation: len(one.path) for operation, one in OPERATIONS.items()}


@pytest.mark.parametrize(("operation", "depth"), sorted(LETS))
def test_a_fitting_reply_is_taken(operation: str, depth: str) -> None:
    [stub] = loads(file(operation, REPLIES[depth]), "s.yaml").stubs

    assert (operation, {}) == (stub.operation, stub.conditions)


@pytest.mark.parametrize(("operation", "depth"), sorted({*PAIRS} - LETS))
def test_an_unfitting_reply_is_refused(operation: str, depth: str) -> None:
    message = mistake(file(operation, REPLIES[depth]))

    assert f": {operation} is answered with " in message
    assert message.endswith(f", not with {depth}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (file("models.list", "{output: []}"), "3:13: models.list is answered with error or raw, not with items"),
        (file("models.list", "{response: {}}"), "3:5: models.list is answered with error or raw, not with items"),
        (
            "stubs: [{when: {operation: responses.compact}, attempts: [[], {auto: true}]}]",
            "1:64: responses.compact is answered with items, error or raw, not with auto",
        ),
        (
            "steps: [{reply: {input_tokens: 1}}]",
            "1:18: responses.create is answered with items, auto, events, error or raw, not with input_tokens",
        ),
        (
            file("responses.cancel", "{background: time}"),
            "3:13: 'background' is for responses.create, not for responses.cancel",
        ),
        (
            file("responses.compact", "{status: failed}"),
            "3:13: 'status' is for responses.create, responses.retrieve and responses.cancel, not for responses.compact",
        ),
        (
            "stubs: [{when: {operation: models.list, path: {model: a}}, reply: {raw: x}}]",
            "1:48: the path of models.list names no 'model'",
        ),
        (
            "stubs: [{expect: {path: {response_id: {$any: true}}}, reply: []}]",
            "1:26: the path of responses.create names no 'response_id'",
        ),
        (
            "stubs: [{when: {operation: responses.delete, path: {item_id: a}}, reply: {raw: x}}]",
            "1:53: the path of responses.delete names no 'item_id', only response_id",
        ),
        (
            "stubs: [{when: {operation: responses.retrieve, last_user: Hi}, reply: []}]",
            "1:48: a call of responses.retrieve has no 'last_user', only headers, path (response_id) and query",
        ),
        (
            "stubs: [{when: {operation: conversations.items.retrieve, conversation: a}, reply: {raw: x}}]",
            "1:58: a call of conversations.items.retrieve has no 'conversation', only headers, path (",
        ),
        (
            "stubs: [{when: {operation: conversations.create}, expect: {model: a}, reply: {raw: x}}]",
            "1:60: a call of conversations.create has no 'model', only metadata, headers and query",
        ),
        (
            "stubs: [{when: {operation: responses.cancel, response_id: a}, reply: []}]",
            "1:46: 'response_id' belongs inside 'path'",
        ),
        (
            "stubs: [{when: {operation: models.list, response_id: a}, reply: {raw: x}}]",
            "1:41: unknown key 'response_id' in a condition",
        ),
        (file("responses.connect", "[]"), "2:12: 'responses.connect' opens a WebSocket, whose turns are 'responses.cr"),
        (file("response.cancel", "[]"), "2:12: unknown operation 'response.cancel'; did you mean 'responses.cancel'? "),
        (file("5", "[]"), "2:12: 'operation' must be a text, the name of an operation, not the number 5; put it in"),
        (file("[models.list]", "[]"), "2:12: 'operation' must be a text, the name of an operation, not a list"),
        ("steps: [{expect: {operation: models.list}, reply: []}]", "1:19: 'operation' selects: it stands at the top"),
        ("steps: [{when: {$not: {operation: a}}, reply: []}]", "1:24: 'operation' selects: it stands at the top"),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, expected: str) -> None:
    assert mistake(text).startswith(expected)


@pytest.mark.parametrize(
    ("when", "operation", "conditions"),
    [
        ({}, "responses.create", {}),
        ({"model": "a"}, "responses.create", {"model": "a"}),
        ({"operation": "models.list", "query": {"a": "b"}}, "models.list", {"query": {"a": "b"}}),
        ({"operation": "models.list", "model": {"$absent": True}}, "models.list", {"model": {"$absent": True}}),
        ({"operation": "responses.create", "$not": {"model": "a"}}, "responses.create", {"$not": {"model": "a"}}),
    ],
    ids=str,
)
def test_an_operation_stands_beside_any_condition(when: Json, operation: str, conditions: Json) -> None:
    [step] = loads(f"steps: [{{when: {when}, reply: {{raw: x}}}}]", "s.yaml").steps

    assert (operation, conditions) == (step.operation, step.conditions)
