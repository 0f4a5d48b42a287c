from typing import Any

import pytest

from mockserver.values import Json, JsonObject
from tests.contract.rules.asking import Past, Told, told, violations

KNOWN = Past(frozenset({"resp_1", "conv_1", "msg_1"}))
REFERENCE = {"type": "item_reference", "id": "msg_1"}
STRAY = {"type": "item_reference", "id": "msg_2"}
SHELL = {"type": "local_shell_call", "id": "lsh_1", "call_id": "call_1"}
SHELL_OUTPUT = {"type": "local_shell_call_output", "id": "lsh_1", "call_id": "call_1", "output": "ok"}
SAME = [{"type": "reasoning", "id": "rs_1", "summary": []}] * 2


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"previous_response_id": "resp_1"}, id="response"),
        pytest.param({"previous_response_id": None}, id="no response"),
        pytest.param({"conversation": "conv_1"}, id="conversation"),
        pytest.param({"conversation": {"id": "conv_1"}}, id="conversation object"),
        pytest.param({"conversation": None, "previous_response_id": "resp_1"}, id="null beside the other"),
        pytest.param({"input": [REFERENCE]}, id="item"),
        pytest.param({"input": [{"id": "msg_1"}]}, id="item without a type"),
        pytest.param(
            {"input": [{"type": "reasoning", "id": "rs_1"}, {"type": "reasoning", "id": "rs_2"}]}, id="two ids"
        ),
        pytest.param({"input": [{"role": "user", "content": "a", "id": None}] * 2}, id="null ids"),
        pytest.param({"input": [SHELL, SHELL_OUTPUT]}, id="output named as its call"),
        pytest.param({"input": [SHELL_OUTPUT, SHELL]}, id="output before its call"),
    ],
)
def test_stored_things_can_be_named(body: dict[str, Any]) -> None:
    assert [] == told(body, history=KNOWN)


NOT_FOUND = "previous_response_not_found"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            {"previous_response_id": "resp_2"},
            Told("unknown_previous_response", "previous_response_id", NOT_FOUND),
            id="response",
        ),
        pytest.param(
            {"conversation": "conv_2"}, Told("unknown_conversation", "conversation", status=404), id="conversation"
        ),
        pytest.param(
            {"conversation": {"id": "conv_2"}}, Told("unknown_conversation", "conversation", status=404), id="object"
        ),
        pytest.param({"input": [REFERENCE, STRAY]}, Told("unknown_item", "input", status=404), id="item"),
        pytest.param({"input": SAME}, Told("duplicate_item_id", "input"), id="item twice"),
        pytest.param(
            {"conversation": "conv_1", "previous_response_id": "resp_1"},
            Told("conversation_xor_previous_response", "previous_response_id", "mutually_exclusive_parameters"),
            id="both",
        ),
    ],
)
def test_unknown_things_are_found(body: dict[str, Any], expected: Told) -> None:
    assert [expected] == told(body, history=KNOWN)


def test_a_conversation_takes_one_response_at_a_time() -> None:
    busy = Past(frozenset({"conv_1"}), busy=True)

    assert [Told("conversation_locked", "conversation", "conversation_locked")] == told(
        {"conversation": "conv_1"}, history=busy
    )
    assert [] == told({}, history=busy)


@pytest.mark.parametrize(
    "body",
    [{"previous_response_id": "resp_2"}, {"conversation": "conv_2"}, {"input": [STRAY]}],
    ids=["response", "conversation", "item"],
)
def test_without_a_history_nothing_is_unknown(body: dict[str, Any]) -> None:
    assert [] == told(body)


@pytest.mark.parametrize("operation", ["responses.input_tokens", "responses.compact"])
def test_other_readers_of_input_are_asked_too(operation: str) -> None:
    body = {"previous_response_id": "resp_2"}

    assert ["unknown_previous_response"] == [one.rule for one in told(body, operation=operation, history=KNOWN)]


def test_messages_name_what_is_missing() -> None:
    (response,) = violations({"previous_response_id": "resp_2"}, history=KNOWN)
    (item,) = violations({"input": [STRAY]}, history=KNOWN)

    assert "Previous response with id 'resp_2' not found." == response.message
    assert "Item with id 'msg_2' not found." == item.message


def test_open_responses_has_no_conversations() -> None:
    body = {"conversation": "conv_2", "previous_response_id": "resp_1"}

    assert [] == told(body, history=KNOWN, dialect="open-responses")


HELD = Past(
    frozenset({"conv_1", "msg_1"}), calls={"call_1": "local_shell_call"}, conversed=frozenset({"msg_1", "lsh_1"})
)
MESSAGE = {"role": "user", "content": "a"}


@pytest.mark.parametrize("item", [{**MESSAGE, "id": "msg_1"}, REFERENCE], ids=["item", "reference"])
@pytest.mark.parametrize("conversation", ["conv_1", {"id": "conv_1"}], ids=["text", "object"])
def test_what_the_conversation_holds_is_not_sent_again(item: JsonObject, conversation: Json) -> None:
    body = {"conversation": conversation, "input": [MESSAGE, item]}

    assert [Told("duplicate_item_id", "input")] == told(body, history=HELD)


@pytest.mark.parametrize(
    "body",
    [
        {"input": [{**MESSAGE, "id": "msg_1"}]},
        {"conversation": "conv_1", "input": [{**MESSAGE, "id": "msg_2"}]},
        {"conversation": "conv_1", "input": [SHELL_OUTPUT]},
    ],
    ids=["no conversation", "another item", "output named as its call"],
)
def test_other_items_are_sent_to_a_conversation(body: JsonObject) -> None:
    assert [] == told(body, history=HELD)


def test_items_with_an_empty_or_a_pinned_id_may_stand_twice() -> None:
    empty, pinned = ([{"role": "user", "content": "a", "id": item}] * 2 for item in ("", "msg_9"))

    assert [] == told({"input": empty}, history=KNOWN)
    assert [] == told({"input": pinned}, history=Past(pinned=frozenset({"msg_9"})))
