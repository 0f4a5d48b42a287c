"""What a call continues: its items, its tokens, the tools that were called in it."""

from typing import Any

import pytest

from mockserver.session.conversation import Conversation
from mockserver.session.origin import NOWHERE, Origin
from mockserver.values import JsonObject
from tests.session.client import said
from tests.session.life import CREATE, Life, error_of, ids, texts

TALK = """
stubs:
  - {when: {last_user: bad}, reply: {output: [{message: "No."}], status: failed}}
  - {when: {last_user: cut}, reply: {output: [{message: "Well"}], status: incomplete}}
  - {when: {last_user: later}, reply: {output: [{message: "At last."}], background: {polls: 2}}}
  - {when: {last_user: {$any: true}}, reply: [{message: Hi.}]}
"""
CALLS = """
stubs:
  - {when: {last_user: go}, reply: [{function_call: {name: look, call_id: call_1}}]}
  - {when: {tool_output: {of: look}}, reply: [{message: Looked.}]}
  - {when: {last_user: well}, reply: [{message: Well.}]}
"""


def output(call_id: str = "call_1") -> JsonObject:
    return {"type": "function_call_output", "call_id": call_id, "output": "{}"}


def spoken(one: Life, *inputs: str) -> str:
    """Say something in a new conversation, one call after the other."""
    talk = one.conversation(said("I am Ada."))
    for given in inputs:
        one.create(given, conversation=talk)
    return talk


def counted(one: Life, given: Any, **body: Any) -> int:
    """Ask how many tokens a response would read."""
    asked = one.ask("responses.input_tokens", model="gpt-5", input=given, **body)
    return int(asked.json["input_tokens"])


def test_a_conversation_stands_before_the_input() -> None:
    one = Life(TALK)
    made = one.create("Who am I?", conversation=spoken(one, "Hello"))

    assert ["I am Ada.", "Hello", "Hi.", "Who am I?"] == texts(one.listed(made["id"]))


def test_a_conversation_takes_in_input_and_output() -> None:
    one = Life(TALK)
    talk = spoken(one, "Hello", "cut")

    assert ["I am Ada.", "Hello", "Hi.", "cut", "Well"] == texts(one.conversed(talk))


def test_what_failed_is_not_in_the_conversation() -> None:
    one = Life(TALK)

    assert ["I am Ada."] == texts(one.conversed(spoken(one, "bad")))


def test_what_is_under_way_is_in_the_conversation_once_it_is_done() -> None:
    one = Life(TALK)
    talk = one.conversation()
    made = one.create("later", conversation=talk, background=True)
    found = [texts(one.conversed(talk))]
    for _ in range(2):
        one.retrieve(made["id"])
        found.append(texts(one.conversed(talk)))

    assert [[], [], ["later", "At last."]] == found


def test_what_is_cancelled_is_not_in_the_conversation() -> None:
    one = Life(TALK)
    talk = one.conversation()
    one.about("cancel", one.create("later", conversation=talk, background=True)["id"])

    assert [] == one.conversed(talk)


def test_what_is_not_stored_is_in_the_conversation_all_the_same() -> None:
    one = Life(TALK)
    talk = one.conversation()
    one.create("Hello", conversation=talk, store=False)

    assert ["Hello", "Hi."] == texts(one.conversed(talk))


def test_what_comes_later_is_not_before_an_earlier_response() -> None:
    one = Life(TALK)
    talk = one.conversation()
    first = one.create("One", conversation=talk)
    one.create("Two", conversation={"id": talk})

    assert ["One"] == texts(one.listed(first["id"]))


def test_the_ids_of_a_conversation_are_those_of_its_responses() -> None:
    one = Life(TALK)
    talk = one.conversation()
    made = one.create("One", conversation=talk)

    assert [*ids(one.listed(made["id"])), made["output"][0]["id"]] == ids(one.conversed(talk))


@pytest.mark.parametrize("deletes", [True, False], ids=["deleted", "unknown"])
def test_a_conversation_that_is_not_there_is_refused(deletes: bool) -> None:
    one = Life(TALK)
    talk = one.conversation() if deletes else "conv_x"
    one.ask("conversations.delete", {"conversation_id": talk})
    heard = one.ask(CREATE, model="gpt-5", input="Hi", conversation=talk)

    assert (404, "conversation", None) == error_of(heard)
    assert f"Conversation with id '{talk}' not found." == heard.error["message"]


def test_a_call_in_a_conversation_has_to_be_answered() -> None:
    one = Life(CALLS)
    talk = one.conversation()
    one.create("go", conversation=talk)
    heard = one.ask(CREATE, model="gpt-5", input="well", conversation=talk)

    assert (400, "No tool output found for function call call_1.") == (heard.status, heard.error["message"])


def test_it_may_be_answered_by_adding_the_output() -> None:
    one = Life(CALLS)
    talk = one.conversation()
    one.create("go", conversation=talk)
    one.ask("conversations.items.create", {"conversation_id": talk}, items=[output()])

    assert ["Well."] == texts(one.create("well", conversation=talk)["output"])


def test_it_may_be_taken_out() -> None:
    one = Life(CALLS)
    talk = one.conversation()
    call = one.create("go", conversation=talk)["output"][0]["id"]
    one.ask("conversations.items.delete", {"conversation_id": talk, "item_id": call})

    assert ["Well."] == texts(one.create("well", conversation=talk)["output"])


def test_a_tool_is_known_by_a_call_that_was_put_in() -> None:
    one = Life(CALLS)
    call = {"type": "function_call", "call_id": "call_9", "name": "look", "arguments": "{}"}
    talk = one.conversation(said("go"), call)

    assert ["Looked."] == texts(one.create([output("call_9")], conversation=talk)["output"])


GIVEN: list[Any] = ["One, two, three.", [said("One"), said("Two")], "", [said("ä€😀")]]
MORE: list[dict[str, Any]] = [{}, {"instructions": "Be brief."}, {"tools": [{"type": "web_search"}]}]


@pytest.mark.parametrize("more", MORE, ids=["alone", "instructions", "tools"])
@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_the_count_is_that_of_the_usage(given: Any, more: dict[str, Any]) -> None:
    one = Life(TALK)
    made = one.create(given, **more)

    assert counted(one, given, **more) == made["usage"]["input_tokens"]


def test_the_count_includes_the_chain() -> None:
    one = Life(TALK)
    first = one.create("One, two, three.", instructions="Be brief.")
    count = counted(one, "Four", previous_response_id=first["id"])
    second = one.create("Four", previous_response_id=first["id"])

    assert (count, first["usage"]["total_tokens"] + 1) == (second["usage"]["input_tokens"], count)


def test_the_count_includes_the_conversation() -> None:
    one = Life(TALK)
    talk = spoken(one, "Hello")
    count = counted(one, "Four", conversation=talk)

    assert counted(one, "Four") < count
    assert count == one.create("Four", conversation=talk)["usage"]["input_tokens"]


def test_counting_changes_nothing() -> None:
    one = Life(TALK)
    talk = spoken(one, "Hello")

    assert counted(one, "Four", conversation=talk) == counted(one, "Four", conversation=talk)
    assert 3 == len(one.conversed(talk))


USER, MODEL, CALL = {"role": "user"}, {"role": "assistant"}, {"type": "function_call"}
ABOVE = [
    pytest.param([USER, MODEL], 0, id="one turn"),
    pytest.param([USER, MODEL, USER, MODEL], 2, id="two turns"),
    pytest.param([USER, MODEL, USER, CALL, MODEL], 2, id="a turn with a call"),
    pytest.param([MODEL, CALL], 0, id="nobody spoke"),
]


@pytest.mark.parametrize(("above", "first"), ABOVE)
def test_a_call_is_completed_from_where_the_user_spoke_last(above: list[JsonObject], first: int) -> None:
    stored = [{"id": str(number), **item} for number, item in enumerate(above)]
    origin = Origin(conversation=Conversation("conv_1", 0, {}, stored))

    assert {"model": "m", "input": [*stored[first:], MODEL]} == origin.completed({"model": "m", "input": [MODEL]}, 0.0)


def test_a_call_that_continues_nothing_is_whole_already() -> None:
    assert {"input": "Hi"} == NOWHERE.completed({"input": "Hi"}, 0.0)
