"""What a session remembers for the rules that ask about earlier calls."""

from typing import Any

import pytest

from mockserver.wire.sse import decode
from tests.session.client import Answer, new_conversation, send, start
from tests.session.life import CREATE, Life

CALLS = """
steps:
  - {reply: [{function_call: {name: look, call_id: call_1}}]}
  - {reply: [{message: Done.}]}
"""
REPEAT = "steps: [{reply: [{message: Hi}], repeat: true}]"


def refused(answer: Answer) -> tuple[int, str | None, str | None]:
    return answer.status, answer.error["param"], answer.error["code"]


def output(call_id: str) -> list[dict[str, str]]:
    return [{"type": "function_call_output", "call_id": call_id, "output": "{}"}]


def test_a_response_that_nobody_issued_cannot_be_followed() -> None:
    answer = send(start(REPEAT), input="Go", previous_response_id="resp_x")

    assert (400, "previous_response_id", "previous_response_not_found") == refused(answer)
    assert "resp_x" in answer.error["message"]


def test_a_response_that_was_issued_can() -> None:
    session = start(REPEAT)
    first = send(session, input="Go")

    assert 200 == send(session, input="On", previous_response_id=first.id).status


def test_an_item_is_no_response() -> None:
    session = start(REPEAT)
    first = send(session, input="Go")

    answer = send(session, input="On", previous_response_id=first.output[0]["id"])
    assert "previous_response_not_found" == answer.error["code"]


def test_a_response_that_was_not_stored_cannot_be_followed() -> None:
    session = start(REPEAT)
    first = send(session, input="Go", store=False)

    answer = send(session, input="On", previous_response_id=first.id)
    assert "previous_response_not_found" == answer.error["code"]


NAMING = ["resp_old", "{$equals: resp_old}", "{$any: [resp_old, resp_older]}", "{$regex: ^resp_o}", "{$contains: old}"]


@pytest.mark.parametrize("key", ["when", "expect"])
@pytest.mark.parametrize("wanted", NAMING)
def test_a_scenario_may_name_a_response_of_before(key: str, wanted: str) -> None:
    session = start(f"stubs: [{{{key}: {{previous_response_id: {wanted}}}, reply: [{{message: Hi}}]}}]")

    assert 200 == send(session, input="On", previous_response_id="resp_old").status


@pytest.mark.parametrize(
    "wanted", ["{$any: true}", "{$not: resp_new}", "{$absent: false}", "{$type: string}", "resp_new"]
)
def test_letting_an_id_pass_does_not_name_it(wanted: str) -> None:
    session = start(f"stubs: [{{when: {{previous_response_id: {wanted}}}, reply: [{{message: Hi}}]}}]")

    assert 400 == send(session, input="On", previous_response_id="resp_old").status


@pytest.mark.parametrize(
    ("given", "key", "operation", "name"),
    [
        ("responses", "previous_response_id", "responses.delete", "response_id"),
        ("conversations", "conversation", "conversations.delete", "conversation_id"),
    ],
    ids=["response", "conversation"],
)
def test_what_was_given_and_deleted_is_not_known_by_its_name(given: str, key: str, operation: str, name: str) -> None:
    one = Life(f"given: {{{given}: [{{id: a}}]}}\nstubs: [{{when: {{{key}: a}}, reply: []}}]")
    asked: dict[str, Any] = {"model": "gpt-5", "input": "Hi", key: "a"}
    before = one.ask(CREATE, **asked).status
    one.ask(operation, {name: "a"})

    assert (200, "'a' not found") == (before, one.ask(CREATE, **asked).error["message"][-14:-1])


def test_a_refused_call_issues_nothing() -> None:
    session = start(REPEAT)
    send(session, input="Go", previous_response_id="resp_x")

    assert 200 == send(session, input="Go").status
    assert [400, 200] == [exchange.status for exchange in session.journal]


@pytest.mark.parametrize("stored", [True, False])
def test_an_item_can_be_referred_to_when_its_response_was_stored(stored: bool) -> None:
    session = start(REPEAT)
    first = send(session, input="Go", store=stored)

    answer = send(session, input=[{"type": "item_reference", "id": first.output[0]["id"]}])
    assert (200 if stored else 404) == answer.status


@pytest.mark.parametrize("prefix", ["resp", "call", "fc", "xyz"])
def test_only_items_can_be_referred_to(prefix: str) -> None:
    session = start(REPEAT)
    item = send(session, input="Go").output[0]["id"]

    answer = send(session, input=[{"type": "item_reference", "id": f"{prefix}_{item.partition('_')[2]}"}])
    assert 404 == answer.status


def test_an_item_of_the_client_can_be_referred_to() -> None:
    session = start(REPEAT)
    send(session, input=[{"role": "user", "content": "Go", "id": "msg_mine", "type": "message"}])

    assert [200, 404] == [
        send(session, input=[{"type": "item_reference", "id": item}]).status for item in ("msg_mine", "msg_other")
    ]


def followed(**body: Any) -> Answer:
    session = start(CALLS)
    first = send(session, input="Go")
    return send(session, previous_response_id=first.id, **body)


def test_the_calls_of_the_previous_response_want_outputs() -> None:
    answer = followed(input="Never mind")

    assert (400, "input", None) == refused(answer)
    assert "No tool output found for function call call_1." == answer.error["message"]


def test_an_output_needs_a_call_before_it() -> None:
    answer = followed(input=[*output("call_1"), *output("call_2")])

    assert (400, "input", None) == refused(answer)
    assert "No tool call found for function call output with call_id call_2." == answer.error["message"]


def test_outputs_of_the_previous_calls_are_fine() -> None:
    assert "Done." == followed(input=output("call_1")).text
    assert "Done." == followed(input=[{"role": "user", "content": "Here:"}, *output("call_1")]).text


THOUGHT_AND_CALL = "[{reasoning: {summary: Hm.}}, {function_call: {name: look}}]"
THINKING = f"steps: [{{reply: {THOUGHT_AND_CALL}}}, {{reply: [{{message: Done.}}]}}]"


@pytest.mark.parametrize(
    ("keeps", "expected"), [("both", 200), ("reasoning", 400), ("function_call", 400), ("neither", 200)]
)
def test_reasoning_and_its_call_are_sent_back_together(keeps: str, expected: int) -> None:
    session = start(THINKING)
    first = send(session, input="Go")
    call_id = first.output[1]["call_id"]
    kept = [item for item in first.output if keeps in ("both", item["type"])]
    answers = output(call_id) if keeps in ("both", "function_call") else []

    assert expected == send(session, input=[{"role": "user", "content": "Go"}, *kept, *answers]).status


def test_reasoning_of_a_broken_stream_may_stand_alone() -> None:
    fault = f"{{output: {THOUGHT_AND_CALL}, fault: {{error_event: {{after: 8}}}}}}"
    session = start(f"steps: [{{reply: {fault}}}, {{reply: []}}]")
    events = decode(send(session, input="Go", stream=True).reply.body)
    done = [event["item"] for event in events if event["type"] == "response.output_item.done"]

    assert ["reasoning"] == [item["type"] for item in done]
    assert 200 == send(session, input=[{"role": "user", "content": "Go"}, *done]).status


def test_reasoning_that_was_not_stored_is_sealed_or_left_out() -> None:
    session = start(THINKING)
    first = send(session, input="Go", store=False)
    call_id = first.output[1]["call_id"]

    answer = send(session, store=False, input=[{"role": "user", "content": "Go"}, *first.output, *output(call_id)])
    assert (404, "input", None) == refused(answer)
    sealed = [{**first.output[0], "encrypted_content": "x"}, first.output[1]]
    answer = send(session, store=False, input=[{"role": "user", "content": "Go"}, *sealed, *output(call_id)])
    assert "Done." == answer.text


def test_the_calls_of_a_conversation_want_outputs() -> None:
    session = start(CALLS)
    talk = new_conversation(session)
    send(session, input="Go", conversation=talk)

    assert [400, 200] == [
        send(session, input=given, conversation=talk).status for given in ("Never mind", output("call_1"))
    ]


def test_a_conversation_may_hold_calls_of_before() -> None:
    session = start("steps: [{when: {conversation: conv_1}, reply: []}]")
    assert 200 == send(session, input=output("call_9"), conversation="conv_1").status


def test_reasoning_that_was_asked_for_sealed_may_come_back_without() -> None:
    session = start(THINKING)
    asked: dict[str, Any] = {"store": False, "include": ["reasoning.encrypted_content"]}
    first = send(session, input="Go", **asked)
    call_id = first.output[1]["call_id"]

    sent = [{"role": "user", "content": "Go"}, *first.output, *output(call_id)]
    assert "Done." == send(session, input=sent, **asked).text


PINNED = """
steps: [{reply: [{message: {id: msg_1, text: Hello}}, {function_call: {name: look, id: fc_1, call_id: call_1}}], repeat: true}]
"""


def test_ids_that_an_author_pinned_may_come_back_twice() -> None:
    session = start(PINNED)
    history: list[Any] = [{"role": "user", "content": "Go"}]
    for _ in range(3):
        answer = send(session, input=history)
        history += [*answer.output, *output("call_1"), {"role": "user", "content": "On"}]

    assert 200 == answer.status


def test_ids_that_nobody_pinned_may_not() -> None:
    session = start(REPEAT)
    first = send(session, input="Go")

    answer = send(session, input=[*first.output, *first.output, {"role": "user", "content": "On"}])
    assert "Duplicate item found with id" in answer.error["message"]


def test_what_is_said_of_pinned_ids_does_not_depend_on_other_threads() -> None:
    pinned = "[{reasoning: {id: rs_1, summary: Hm.}}, {function_call: {name: look, id: fc_1, call_id: call_1}}]"
    session = start(f"steps: [{{reply: {pinned}}}, {{reply: [], repeat: true}}]")
    call = send(session, input="Go").output[1]
    halves = [{"role": "user", "content": "Go"}, call, *output("call_1")]

    before = send(session, input=halves).status
    send(session, input="Go")
    assert (200, 200) == (before, send(session, input=halves).status)


def test_a_call_that_was_cut_off_wants_no_output() -> None:
    cut = "{output: [{function_call: {name: look, call_id: call_1}}], status: {incomplete: max_output_tokens}}"
    session = start(f"steps: [{{reply: {cut}}}, {{reply: [{{message: Done.}}], repeat: true}}]")
    first = send(session, input="Go")

    assert "Done." == send(session, input="Go on", previous_response_id=first.id).text
    assert "Done." == send(session, input=[*first.output, {"role": "user", "content": "Go on"}]).text


OWN_CALLS = [
    ("function_call: {name: look}", 400),
    ("shell_call: {commands: [ls]}", 400),
    ("program: {code: x}", 200),
    ("multi_agent_call: {action: spawn_agent}", 200),
    ("web_search_call: {query: cats}", 200),
]


@pytest.mark.parametrize(("item", "status"), OWN_CALLS, ids=[item for item, _ in OWN_CALLS])
def test_only_what_the_client_runs_has_to_be_answered(item: str, status: int) -> None:
    session = start(f"stubs: [{{reply: [{{{item}}}]}}]")
    first = send(session, input="Go")

    assert status == send(session, input="On", previous_response_id=first.id).status


def test_what_a_conversation_holds_is_not_sent_again() -> None:
    session = start(REPEAT)
    conversation = new_conversation(session)
    first = send(session, input="Go", conversation=conversation)

    again = send(session, input=[*first.output, {"role": "user", "content": "On"}], conversation=conversation)
    assert (400, "input", None) == refused(again)
    assert again.error["message"].startswith(f"Duplicate item found with id {first.output[0]['id']}.")
    assert 200 == send(session, input=first.output, previous_response_id=first.id).status


@pytest.mark.parametrize(
    ("asked", "lacking"),
    [({}, "background"), ({"stream": True}, "background"), ({"background": True}, "stream")],
    ids=["neither", "no background", "no stream"],
)
def test_what_the_api_would_not_stream_again_is_noted(asked: dict[str, Any], lacking: str) -> None:
    one = Life(REPEAT)
    heard = one.ask("responses.create", model="gpt-5", input="Go", **asked)
    made = heard.events[0]["response"]["id"] if "stream" in asked else heard.json["id"]
    one.about("retrieve", made, stream="true")

    (noted,) = list(one.session.journal)[-1].violations
    assert ("streamed_again", True) == (noted.rule, noted.message.endswith(f"created with {lacking}=true."))


def test_what_was_streamed_in_the_background_is_streamed_again_in_peace() -> None:
    one = Life(REPEAT)
    heard = one.ask("responses.create", model="gpt-5", input="Go", background=True, stream=True)
    one.about("retrieve", heard.events[0]["response"]["id"], stream="true")

    assert () == list(one.session.journal)[-1].violations


def test_a_conversation_is_locked_while_a_response_is_made_in_it() -> None:
    one = Life(REPEAT)
    conversation = one.conversation()
    made = one.create("Go", conversation=conversation, background=True)["id"]
    noted = []
    for _ in range(2):
        one.create("On", conversation=conversation)
        noted.append([violation.rule for violation in list(one.session.journal)[-1].violations])
        one.retrieve(made)
        one.retrieve(made)

    assert [["conversation_locked"], []] == noted
