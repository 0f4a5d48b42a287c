"""What is said of a call that nothing matches."""

import re

import pytest

from tests.session.client import said, send, start
from tests.session.diagnosis.misses import NO_STEP, WEATHER, message, output

NEAREST = """\
mockserver: call 1 (POST /v1/responses, session default) matches no step
blame: client request (it is nearly what a step 1 waits for)
nearest 1/1: a step 1 (a.yaml:3:5)
  FAIL  when.last_user: $.input: expected a text that contains "weather", got "Hello"
  ok    when.model
to answer it, add to the stubs:
  - when: {last_user: "Hello"}
    reply: [{message: "…"}]"""
WRONG_TURN = """\
mockserver: call 2 (POST /v1/responses, session default) matches no step
blame: client request (a step 2 comes next in its thread)
nearest 1/1: a step 2 (a.yaml:5:5)
  FAIL  when.tool_output: $.input: expected a tool output of "get_weather" after the last model item, got nothing
the call goes on with the thread of a step 1 by call 1
to answer it, add to the stubs:
  - when: {last_user: "Well?"}
    reply: [{message: "…"}]"""
USED_UP = """\
mockserver: call 3 (POST /v1/responses, session default) matches no step
blame: client request (it is one call more than a stub 1 answers)
nearest 1/2: a stub 1 (a.yaml:3:9)
  used up (times: 1), last by call 2
nearest 2/2: a step 1 (a.yaml:2:9)
  FAIL  when.last_user: $.input[0].content: expected "Hi", got "Hello"
  used up (starts: 1), last by call 1
to answer it, add to the stubs:
  - when: {last_user: "Hello"}
    reply: [{message: "…"}]"""
AFTER_THE_LAST = """\
mockserver: call 3 (POST /v1/responses, session default) matches no step
blame: client request (it comes after the last step of a)
the call goes on with the thread of a step 1 by call 1, a step 2 by call 2
a has no step after a step 2
to answer it, add to the steps, after a step 2:
  - when: {last_user: "More"}
    reply: [{message: "…"}]"""
OTHER_NEXT = """
steps:
  - reply: [{message: Hi}]
  - when: {operation: responses.cancel}
    reply: {error: {status: 409}}
"""


def test_a_miss_names_the_nearest_and_suggests_a_step() -> None:
    assert NEAREST == message(send(start(WEATHER), input="Hello"))


def test_a_miss_within_a_thread_names_it() -> None:
    session = start(WEATHER, strict=False)
    first = send(session, input="The weather?")
    assert WRONG_TURN == message(send(session, input="Well?", previous_response_id=first.id))


def test_a_call_after_the_last_step_is_told_so() -> None:
    session = start(WEATHER)
    first = send(session, input="The weather?")
    second = send(session, input=[output('{"temp":1}')], previous_response_id=first.id, metadata={"run": "1"})
    assert AFTER_THE_LAST == message(send(session, input="More", previous_response_id=second.id))


def test_a_miss_tells_what_is_used_up() -> None:
    session = start("starts: 1\nsteps: [{when: {last_user: Hi}, reply: []}]\nstubs: [{reply: [], times: 1}]")
    send(session, input="Hi"), send(session, input="Hello")
    assert USED_UP == message(send(session, input=[said("Hello")]))


def test_a_repeating_step_is_not_called_the_last() -> None:
    session = start("steps: [{when: {last_user: Hello}, reply: [], repeat: true}]")
    first = send(session, input="Hello")
    assert "has no step after" not in message(send(session, input="On", previous_response_id=first.id))


def test_a_step_that_waits_for_another_operation_is_named() -> None:
    session = start(OTHER_NEXT)
    first = send(session, input="Hello")
    line = message(send(session, input="On", previous_response_id=first.id)).splitlines()[3]
    assert "a step 2 (a.yaml:4:5) comes next and waits for responses.cancel" == line


@pytest.mark.parametrize("group", ["steps", "stubs"])
def test_what_answers_nothing_but_other_operations_is_named(group: str) -> None:
    wanted = "{when: {operation: responses.cancel}, reply: {error: {status: 409}}}"
    line = message(send(start(f"{group}: [{wanted}]"), input="Hello")).splitlines()[2]
    assert f"a {group[:-1]} 1 (a.yaml:1:9) only answers responses.cancel" == line


def test_others_are_not_named_where_somebody_is_near() -> None:
    session = start("stubs: [{when: {operation: responses.compact}, reply: []}, {when: {model: o3}, reply: []}]")
    assert "responses.compact" not in message(send(session, input="Hello"))


def test_a_reference_that_leads_nowhere_is_named() -> None:
    answer = send(start(NO_STEP, strict=False), input="Hello", previous_response_id="resp_1")

    assert 'no response of this session has the previous_response_id "resp_1"' in message(answer).splitlines()


def test_of_a_long_thread_the_latest_calls_are_named() -> None:
    session = start("steps: [{when: {last_user: Go}, repeat: true, reply: [message: Gone.]}]")
    previous = None
    for _ in range(12):
        previous = send(session, input="Go", previous_response_id=previous).response["id"]
    lines = message(send(session, input="Stop", previous_response_id=previous)).splitlines()

    latest = ", ".join(f"a step 1 by call {number}" for number in range(3, 13))
    assert f"the call goes on with the thread of 2 earlier, {latest}" in lines


def test_a_step_of_another_thread_is_named() -> None:
    session = start(WEATHER, "steps: [{when: {last_user: Go}, reply: []}, {when: {last_user: On}, reply: []}]")
    send(session, input="Go"), send(session, input="The weather?")
    lines = message(send(session, input="On")).splitlines()

    assert "blame: client request (it would be b step 2, but it does not go on with call 1)" == lines[1]
    waits = "waits in the thread of call 1, which this call does not go on with"
    assert [f"b step 2 (b.yaml:1:45) matches, but {waits}"] == [line for line in lines if "matches, but" in line]


def test_a_later_step_is_named() -> None:
    steps = ", ".join(f"{{when: {{last_user: {text}}}, reply: []}}" for text in ("One", "Two", "Three"))
    session = start(f"steps: [{steps}]")
    first = send(session, input="One")
    lines = message(send(session, input="Three", previous_response_id=first.id)).splitlines()

    assert "blame: client request (a step 3 is not next)" == lines[1]
    assert "a step 3 (a.yaml:1:83) matches, but comes later in this thread" in lines


@pytest.mark.parametrize("then", ["Two", "Four"])
def test_what_has_been_followed_waits_no_more(then: str) -> None:
    steps = ", ".join(f"{{when: {{last_user: {text}}}, reply: []}}" for text in ("One", "Two"))
    session = start(f"steps: [{steps}]")
    first = send(session, input="One")
    send(session, input="Two", previous_response_id=first.id)

    assert "matches, but waits" not in message(send(session, input=then))


def test_a_later_step_that_nobody_has_come_to_is_named() -> None:
    session = start(WEATHER)
    called = {"type": "function_call", "call_id": "call_7", "name": "get_weather", "arguments": "{}"}
    lines = message(send(session, input=[called, output("18", "call_7")])).splitlines()

    assert "blame: client request (it would be a step 2, but it does not go on with a thread)" == lines[1]
    later = "comes later in its thread, and this call goes on with none"
    assert f"a step 2 (a.yaml:5:5) matches, but {later}" in lines


def test_a_call_that_is_made_anew_after_it_went_wrong_is_told_to_be_that() -> None:
    session = start("starts: 1\nsteps: [{reply: {output: [{message: Hello.}], fault: {truncate_after: 3}}}]")
    send(session, input="Go", stream=True, retry=0)
    again = send(session, input="Go", stream=True, retry=0)

    note = "it asks call 1 again, which went wrong, but not as its retry (x-stainless-retry-count: 0)"
    assert note in message(again).splitlines()


def test_a_later_step_that_takes_any_turn_is_not_named() -> None:
    session = start("steps: [{when: {last_user: Go}, reply: []}, {when: {model: gpt-5}, reply: []}, {reply: []}]")

    assert "matches, but" not in message(send(session, input="On", model="gpt-5"))


def test_of_many_threads_three_are_named() -> None:
    session = start("steps: [{when: {last_user: Go}, reply: []}, {reply: []}]")
    for _ in range(5):
        send(session, input="Go")
    found = [line for line in message(send(session, input="On")).splitlines() if "matches, but" in line]

    assert ["call 5", "call 4", "call 3"] == [re.findall("call [0-9]", line)[0] for line in found]


def test_a_step_for_another_operation_waits_for_no_such_call() -> None:
    cancel = "{when: {operation: responses.cancel}, reply: {error: {status: 409}}}"
    session = start(f"steps: [{{when: {{last_user: Go}}, reply: []}}, {cancel}]")
    send(session, input="Go")

    assert "matches, but" not in message(send(session, input="Stop"))
