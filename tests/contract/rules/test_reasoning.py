from typing import Any

import pytest

from mockserver.contract.rules.history import Issued
from mockserver.values import JsonObject
from tests.contract.rules.asking import Past, Told, told, violations

OUTPUT = (Issued("rs_1", "reasoning"), Issued("fc_1", "function_call"), Issued("msg_1", "message"))
STORED = Past(ids=frozenset({"rs_1", "fc_1", "msg_1"}), output=OUTPUT)
NOT_STORED = Past(output=OUTPUT)
CUT = Past(ids=frozenset({"rs_1", "rs_9"}), output=(Issued("rs_1", "reasoning"), Issued("rs_9", "reasoning")))
LAST = Past(ids=frozenset({"rs_1"}), output=(Issued("rs_1", "reasoning"),))

USER = {"role": "user", "content": "Go"}
THOUGHT = {"type": "reasoning", "id": "rs_1", "summary": []}
SEALED = {**THOUGHT, "encrypted_content": "x"}
STRANGE = {**THOUGHT, "id": "rs_9"}
CALL = {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "look", "arguments": "{}"}
BARE_CALL = {key: value for key, value in CALL.items() if key != "id"}
OUTCOME = {"type": "function_call_output", "call_id": "call_1", "output": "{}"}
SAID = {"type": "message", "role": "assistant", "content": "Hm."}

GOOD: dict[str, tuple[Past, list[JsonObject]]] = {
    "both": (STORED, [USER, THOUGHT, CALL, OUTCOME]),
    "the follower without its id": (STORED, [USER, THOUGHT, BARE_CALL, OUTCOME]),
    "a message as the follower": (STORED, [USER, THOUGHT, SAID, USER]),
    "more reasoning between": (STORED, [USER, THOUGHT, STRANGE, SAID, USER]),
    "neither": (STORED, [USER, BARE_CALL, OUTCOME]),
    "a call without its id": (STORED, [USER, BARE_CALL, OUTCOME]),
    "reasoning that led to nothing": (LAST, [USER, THOUGHT, USER]),
    "reasoning that only led to more": (CUT, [USER, THOUGHT, STRANGE, USER]),
    "the outcome of a call that is not sent": (STORED, [USER, CALL, THOUGHT, OUTCOME]),
    "reasoning of somebody else": (STORED, [USER, STRANGE, USER]),
    "a call of somebody else": (STORED, [USER, {**CALL, "id": "fc_9"}, OUTCOME]),
    "sealed and not stored": (NOT_STORED, [USER, SEALED, CALL, OUTCOME]),
    "a call that was not stored": (NOT_STORED, [USER, CALL, OUTCOME]),
    "a compaction that may hold it": (STORED, [{"type": "compaction", "encrypted_content": "x"}, CALL, OUTCOME]),
}


@pytest.mark.parametrize("name", GOOD)
def test_reasoning_in_its_place_is_fine(name: str) -> None:
    past, items = GOOD[name]

    assert [] == told({"input": items}, history=past)


def test_without_a_history_nothing_is_said() -> None:
    assert [] == told({"input": [USER, THOUGHT, USER]})


def test_what_is_continued_is_not_sent_again() -> None:
    body = {"previous_response_id": "rs_1", "input": [CALL, OUTCOME]}

    assert [] == told(body, history=STORED)


ALONE = Told("reasoning_without_item", "input")
UNREASONED = Told("call_without_reasoning", "input")
LOST = Told("unstored_reasoning", "input", status=404)
BAD: dict[str, tuple[Past, list[JsonObject], list[Told]]] = {
    "reasoning before the user": (STORED, [USER, THOUGHT, USER], [ALONE]),
    "reasoning at the end": (STORED, [USER, THOUGHT], [ALONE]),
    "more reasoning before the user": (STORED, [USER, THOUGHT, STRANGE, USER, SAID], [ALONE]),
    "more reasoning at the end": (STORED, [USER, THOUGHT, STRANGE], [ALONE]),
    "a call alone": (STORED, [USER, CALL, OUTCOME], [UNREASONED]),
    "reasoning that is not kept": (NOT_STORED, [USER, THOUGHT, BARE_CALL, OUTCOME], [LOST]),
}


@pytest.mark.parametrize("name", BAD)
def test_reasoning_out_of_place_is_found(name: str) -> None:
    past, items, expected = BAD[name]

    assert expected == told({"input": items}, history=past)


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([THOUGHT], "Item 'rs_1' of type 'reasoning' was provided without its required following item."),
        (
            [CALL, OUTCOME],
            "Item 'fc_1' of type 'function_call' was provided without its required 'reasoning' item: 'rs_1'.",
        ),
    ],
)
def test_both_items_are_named(items: list[Any], message: str) -> None:
    assert [message] == [one.message for one in violations({"input": items}, history=STORED)]


def test_an_item_that_was_not_kept_says_why() -> None:
    found = violations({"input": [{"type": "item_reference", "id": "msg_1"}]}, history=NOT_STORED)

    assert ["Item with id 'msg_1' not found. Items are not kept when `store` is false."] == [
        one.message for one in found
    ]
