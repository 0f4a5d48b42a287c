"""What scenarios say was stored before the first call."""

import pytest

from mockserver.protocol.checker import check
from mockserver.values import JsonObject, ScenarioError
from tests.session.client import contract, said
from tests.session.life import CREATE, Life, ids, texts

GIVEN = """
given:
  responses:
    - {id: resp_ada, instructions: Be brief., input: My name is Ada., output: [{message: "Hello, Ada."}]}
    - {id: resp_why, previous_response_id: resp_ada, input: Why?, output: [{message: Hm}], status: incomplete}
    - {id: resp_grace, conversation: conv_grace, input: What is it?, output: [{message: Grace.}], background: true}
    - {id: resp_look, model: gpt-4.1, metadata: {a: b}, input: Look, output: [{function_call: {name: look, call_id: c}}]}
    - {id: resp_bad, input: [{role: user, content: Go}], status: failed, usage: {input_tokens: 7, output_tokens: 5}}
  conversations:
    - {id: conv_grace, items: [{role: user, content: My name is Grace.}], metadata: {topic: names}}
    - {id: conv_empty}
steps:
  - {when: {last_user: Who am I?}, reply: [{message: You are.}]}
  - {when: {last_user: Really?}, reply: [{message: Really.}]}
stubs:
  - {when: {tool_output: {of: look}}, reply: [{message: Looked.}]}
"""
ALL = ["resp_ada", "resp_why", "resp_grace", "resp_look", "resp_bad"]
OUTPUT: JsonObject = {"type": "function_call_output", "call_id": "c", "output": "1"}


@pytest.mark.parametrize("response_id", ALL)
def test_a_given_response_is_there_as_if_it_had_been_made(response_id: str) -> None:
    one = Life(GIVEN)
    shown, events = one.retrieve(response_id), one.about("retrieve", response_id, stream="true").events

    assert (response_id, shown) == (shown["id"], events[-1]["response"])
    assert [] == check(events, "openai")
    assert [] == [found for event in events for found in contract().event_violations(event, CREATE)]


STATUSES = [("resp_ada", "completed"), ("resp_why", "incomplete"), ("resp_bad", "failed")]


@pytest.mark.parametrize(("response_id", "status"), STATUSES)
def test_it_ended_as_its_author_says(response_id: str, status: str) -> None:
    assert status == Life(GIVEN).retrieve(response_id)["status"]


def test_it_has_the_parameters_of_its_call() -> None:
    one = Life(GIVEN)

    assert "Be brief." == one.retrieve("resp_ada")["instructions"]
    assert ("gpt-4.1", {"a": "b"}) == tuple(one.retrieve("resp_look")[key] for key in ("model", "metadata"))
    assert (True, {"id": "conv_grace"}) == tuple(
        one.retrieve("resp_grace")[key] for key in ("background", "conversation")
    )


def test_its_usage_is_counted_or_given() -> None:
    one = Life(GIVEN)
    ada, why, bad = (one.retrieve(name)["usage"] for name in ("resp_ada", "resp_why", "resp_bad"))

    assert ada["total_tokens"] + 1 == why["input_tokens"]
    assert (7, 5, 12) == (bad["input_tokens"], bad["output_tokens"], bad["total_tokens"])


INPUTS = [
    ("resp_ada", ["My name is Ada."]),
    ("resp_why", ["My name is Ada.", "Hello, Ada.", "Why?"]),
    ("resp_grace", ["My name is Grace.", "What is it?"]),
]


@pytest.mark.parametrize(("response_id", "said_before"), INPUTS)
def test_its_input_items_are_those_of_its_past(response_id: str, said_before: list[str]) -> None:
    one = Life(GIVEN)

    assert said_before == texts(one.listed(response_id))
    assert ids(one.listed(response_id)) == ids(one.listed(response_id))


def test_a_given_conversation_holds_its_responses() -> None:
    one = Life(GIVEN)

    assert ["My name is Grace.", "What is it?", "Grace."] == texts(one.conversed("conv_grace"))
    assert [] == one.conversed("conv_empty")


def test_its_metadata_is_shown() -> None:
    shown = Life(GIVEN).ask("conversations.retrieve", {"conversation_id": "conv_grace"}).json

    assert {"topic": "names"} == shown["metadata"]


def test_a_given_response_is_continued_by_a_first_step_and_then_its_thread() -> None:
    one = Life(GIVEN)
    first = one.create("Who am I?", previous_response_id="resp_why")
    second = one.create("Really?", previous_response_id=first["id"])

    assert ["My name is Ada.", "Hello, Ada.", "Why?", "Hm", "Who am I?"] == texts(one.listed(first["id"]))
    assert ["Really."] == texts(second["output"])


def test_a_given_conversation_is_continued() -> None:
    one = Life(GIVEN)
    one.create("Who am I?", conversation="conv_grace")

    assert ["Grace.", "Who am I?", "You are."] == texts(one.conversed("conv_grace"))[-3:]


def test_a_given_call_has_to_be_answered() -> None:
    heard = Life(GIVEN).ask(CREATE, model="gpt-5", input="Who am I?", previous_response_id="resp_look")

    assert (400, "No tool output found for function call c.") == (heard.status, heard.error["message"])


def test_a_given_call_is_answered_and_its_tool_known() -> None:
    made = Life(GIVEN).create([OUTPUT], previous_response_id="resp_look")

    assert ["Looked."] == texts(made["output"])


def test_a_miss_names_the_given_response() -> None:
    heard = Life(GIVEN).ask(CREATE, model="gpt-5", input="Else", previous_response_id="resp_why")

    assert "the call goes on with resp_why, which no step or stub made" in heard.error["message"]
    assert "no response of this session" not in heard.error["message"]


def test_given_things_are_deleted_like_others() -> None:
    one = Life(GIVEN)
    one.about("delete", "resp_ada")

    assert 404 == one.about("retrieve", "resp_ada").status
    assert ["My name is Ada.", "Hello, Ada.", "Why?"] == texts(one.listed("resp_why"))


def test_one_that_was_made_in_the_background_has_ended() -> None:
    one = Life(GIVEN)
    refused = [one.about("cancel", name).error["message"] for name in ("resp_grace", "resp_ada")]

    assert ["Cannot cancel a completed response.", "Cannot cancel a synchronous response."] == refused


def test_sessions_do_not_share_what_is_given() -> None:
    one, other = Life(GIVEN), Life(GIVEN)
    one.about("delete", "resp_ada")
    one.create("Who am I?", conversation="conv_grace")

    assert (200, 3) == (other.about("retrieve", "resp_ada").status, len(other.conversed("conv_grace")))


def test_an_item_may_refer_to_one_before_it() -> None:
    item = "{type: message, id: msg_1, role: user, content: One}"
    given = f"""
given:
  conversations: [{{id: conv_1, items: [{item}]}}]
  responses: [{{id: resp_1, input: [{{type: item_reference, id: msg_1}}, {{role: user, content: Two}}]}}]
stubs: [{{reply: [{{message: Hi}}]}}]
"""

    assert ["One", "Two"] == texts(Life(given).listed("resp_1"))


def test_an_item_that_is_deleted_stays_where_it_was_referred_to() -> None:
    one = Life(
        """
given:
  conversations: [{id: conv_1, items: [{id: msg_1, role: user, content: One}]}]
  responses: [{id: resp_1, input: [{type: item_reference, id: msg_1}]}]
stubs: [{reply: [{message: Hi.}]}]
"""
    )
    one.ask("conversations.items.delete", {"conversation_id": "conv_1", "item_id": "msg_1"})

    assert ["One"] == texts(one.listed("resp_1"))


def test_the_input_of_a_given_call_is_not_that_of_the_next() -> None:
    one = Life(
        """
given:
  responses: [{id: resp_1, input: [{type: function_call_output, call_id: c, output: "1"}], output: [{message: Done.}]}]
stubs:
  - {when: {tool_output: {text: "1"}}, reply: [{message: Again.}]}
  - {when: {last_user: Next}, reply: [{message: Next.}]}
"""
    )

    assert ["Next."] == texts(one.create("Next", previous_response_id="resp_1")["output"])


REFERENCE = "{type: item_reference, id: msg_x}"
WRONG = {
    "an input item": (
        "responses: [{id: r, input: [{role: user, content: a}, {role: user}]}]",
        "a.yaml:2:57: the contract does not allow this: Missing required parameter: 'input[1].content'.",
    ),
    "an unknown type": ("responses: [{id: r, input: [{type: foo}]}]", "a.yaml:2:32: the contract does not allow"),
    "an output item": ("responses: [{id: r, output: [{message: {foo: 1}}]}]", "a.yaml:2:43: unknown key 'foo'"),
    "an item of a conversation": (
        "conversations: [{id: c, items: [{role: alien, content: a}]}]",
        "a.yaml:2:36: the contract does not allow this: Invalid value: 'alien'.",
    ),
    "a reference in a conversation": (
        f"conversations: [{{id: c, items: [{REFERENCE}]}}]",
        "a.yaml:2:35: Item with id 'msg_x' not found.",
    ),
    "a reference in a response": (
        f"responses: [{{id: r, input: [{REFERENCE}]}}]",
        "a.yaml:2:31: Item with id 'msg_x' not found.",
    ),
}


@pytest.mark.parametrize(("given", "message"), WRONG.values(), ids=[*WRONG])
def test_what_is_wrong_is_named_with_its_place(given: str, message: str) -> None:
    with pytest.raises(ScenarioError) as error:
        Life(f"given:\n  {given}\nstubs: [{{reply: [{{message: Hi}}]}}]\n")

    assert message in str(error.value)


def test_a_conversation_that_nobody_made_stays_unknown() -> None:
    heard = Life(GIVEN).ask("conversations.items.create", {"conversation_id": "conv_x"}, items=[said("a")])

    assert 404 == heard.status
