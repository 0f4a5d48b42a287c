"""What an author reads when a call is not answered."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mockserver.scenario.load import loads
from mockserver.session.session import Session
from mockserver.values import JsonObject
from tests.session.client import Answer, contract, said, send, start

WEATHER = """
steps:
  - when: {last_user: {$contains: weather}, model: gpt-5}
    reply: [{function_call: {name: get_weather, call_id: call_1}}]
  - when: {tool_output: {of: get_weather}}
    expect: {tool_output: {json: {temp: {$type: number}}}, metadata: {run: "1"}, model: gpt-5}
    reply: [{message: It is warm.}]
"""
NEAREST = """\
No step or stub matches call 1.
nearest 1/1: a step 1 (a.yaml:3:5)
  FAIL  when.last_user: $.input: expected a text that contains "weather", got "Hello"
  ok    when.model
to answer it, add:
- when: {last_user: "Hello"}
  reply: [{message: "…"}]"""
WRONG_TURN = """\
No step or stub matches call 2.
nearest 1/1: a step 2 (a.yaml:5:5)
  FAIL  when.tool_output: $.input: expected a tool output of "get_weather" after the last model item, got nothing
the call goes on with the thread of a step 1 by call 1
to answer it, add:
- when: {last_user: "Well?"}
  reply: [{message: "…"}]"""
USED_UP = """\
No step or stub matches call 3.
nearest 1/2: a stub 1 (a.yaml:3:9)
  used up (times: 1), last by call 2
nearest 2/2: a step 1 (a.yaml:2:9)
  FAIL  when.last_user: $.input[0].content: expected "Hi", got "Hello"
  used up (starts: 1), last by call 1
to answer it, add:
- when: {last_user: "Hello"}
  reply: [{message: "…"}]"""
EXPECTATION = """\
a step 2 (a.yaml:5:5) matches, but what it expects does not hold:
  FAIL  expect.tool_output: $.input[0].output.temp: expected a number, got "warm"
  FAIL  expect.metadata: $.metadata: expected {"run": "1"}, got nothing"""
OBJECT = """\
a step 1 (a.yaml:1:9) does not fit the schema in text.format of this call:
  $.output[0].message.json.city: expected """
OTHER_NEXT = """
steps:
  - reply: [{message: Hi}]
  - when: {operation: responses.cancel}
    reply: {error: {status: 409}}
"""
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}
NO_STEP = "steps: [{when: {model: none}, reply: []}]"


def message(answer: Answer) -> str:
    return str(answer.error["message"])


def output(text: str, call_id: str = "call_1") -> JsonObject:
    return {"type": "function_call_output", "call_id": call_id, "output": text}


def suggestion(answer: Answer) -> str:
    return message(answer).partition("to answer it, add:\n")[2]


def test_a_miss_names_the_nearest_and_suggests_a_step() -> None:
    assert NEAREST == message(send(start(WEATHER), input="Hello"))


def test_a_miss_within_a_thread_names_it() -> None:
    session = start(WEATHER, strict=False)
    first = send(session, input="The weather?")
    assert WRONG_TURN == message(send(session, input="Well?", previous_response_id=first.id))


def test_a_miss_tells_what_is_used_up() -> None:
    session = start("starts: 1\nsteps: [{when: {last_user: Hi}, reply: []}]\nstubs: [{reply: [], times: 1}]")
    send(session, input="Hi"), send(session, input="Hello")
    assert USED_UP == message(send(session, input=[said("Hello")]))


def test_a_failed_expectation_names_the_step_and_every_difference() -> None:
    session = start(WEATHER)
    first = send(session, input="The weather?")
    answer = send(session, input=[output('{"temp":"warm"}')], previous_response_id=first.id)
    assert EXPECTATION == message(answer)


def test_a_condition_that_must_not_hold_is_named() -> None:
    session = start("steps: [{expect: {$not: {tools: {$has: delete}}}, reply: []}]")
    answer = send(session, input="Hello", tools=[{"type": "function", "name": "delete"}])
    expected = 'expect.$not: $: expected anything but {"tools": a list or mapping with "delete"}, got {"'
    assert expected in answer.error["message"]


def test_a_wrong_object_names_its_path() -> None:
    session = start("steps: [{reply: [{message: {json: {city: 1}}}]}]")
    text = {"format": {"type": "json_schema", "name": "w", "schema": SCHEMA}}
    assert message(send(session, input="Hello", text=text)).startswith(OBJECT)


def test_long_values_are_cut() -> None:
    session = start("steps: [{when: {last_user: " + "b" * 300 + "}, reply: []}]")
    line = message(send(session, input="a" * 300)).splitlines()[2]
    wanted, got = f'"{"b" * 199}… (302 characters)', f'"{"a" * 199}… (302 characters)'
    assert f"  FAIL  when.last_user: $.input: expected {wanted}, got {got}" == line


def test_two_hundred_characters_are_not_cut() -> None:
    session = start("steps: [{when: {last_user: b}, reply: []}]")
    line = message(send(session, input="a" * 198)).splitlines()[2]
    assert line.endswith(f'got "{"a" * 198}"')


def test_a_repeating_step_is_not_called_the_last() -> None:
    session = start("steps: [{when: {last_user: Hello}, reply: [], repeat: true}]")
    first = send(session, input="Hello")
    assert "has no step after" not in message(send(session, input="On", previous_response_id=first.id))


def test_a_step_that_waits_for_another_operation_is_named() -> None:
    session = start(OTHER_NEXT)
    first = send(session, input="Hello")
    line = message(send(session, input="On", previous_response_id=first.id)).splitlines()[2]
    assert "a step 2 (a.yaml:4:5) comes next and waits for responses.cancel" == line


@pytest.mark.parametrize("group", ["steps", "stubs"])
def test_what_answers_nothing_but_other_operations_is_named(group: str) -> None:
    wanted = "{when: {operation: responses.cancel}, reply: {error: {status: 409}}}"
    line = message(send(start(f"{group}: [{wanted}]"), input="Hello")).splitlines()[1]
    assert f"a {group[:-1]} 1 (a.yaml:1:9) only answers responses.cancel" == line


def test_others_are_not_named_where_somebody_is_near() -> None:
    session = start("stubs: [{when: {operation: responses.compact}, reply: []}, {when: {model: o3}, reply: []}]")
    assert "responses.compact" not in message(send(session, input="Hello"))


@pytest.mark.parametrize(
    "items",
    [
        [said("Hello")],
        [said("")],
        [said('{"a": [1, "b\\n"]}\n\t- #: }')],
        [said("a" * 5000)],
        [said('"' * 400)],
        [{"role": "developer", "content": "x"}],
        [said("Hello"), {"role": "assistant", "content": "Hm."}],
        [output("12:00", "unknown")],
        [{"type": "function_call", "call_id": "c", "name": "get_weather", "arguments": "{}"}, output("a", "c")],
        [{"type": "function_call", "call_id": "c", "name": "w" * 128, "arguments": "{}"}, output("a", "c")],
    ],
    ids=lambda items: str(items)[:40],
)
@pytest.mark.parametrize("group", ["steps", "stubs"])
def test_the_suggested_step_answers_the_call(group: str, items: list[JsonObject]) -> None:
    missed = send(start(NO_STEP, strict=False), input=items)
    answer = send(start(f"{group}:\n{suggestion(missed)}\n", strict=False), input=items)
    assert "mock_no_match" == missed.error["code"]
    assert "…" == answer.text


@example(text="\x7f\x80\x85\x9f\xa0")
@example(text="\u2028\u2029\ufeff\ufffe\uffff")
@example(text="\U0001f600\U0010ffff\r\n\x00")
@given(text=st.text())
@settings(derandomize=True, deadline=None)
def test_whatever_the_user_says_can_be_pasted(text: str) -> None:
    missed = send(start(NO_STEP, strict=False), input=text)
    scenario = loads(f"steps:\n{suggestion(missed)}\n", "a.yaml")
    assert 200 == send(Session(contract(), [scenario]), input=text).status


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


def test_a_candidate_of_which_something_holds_is_nearer() -> None:
    stubs = "".join(f"\n- {{when: {{last_user: Wether {at}}}, reply: []}}" for at in range(3))
    half = "\n- {when: {last_user: {$contains: Weather}, tools: {$has: get_weather}}, reply: []}"
    said = message(send(start(f"stubs:{stubs}{half}"), input="Weather?"))

    assert "nearest 1/3: a stub 4 (a.yaml:5:3)" in said.splitlines()
