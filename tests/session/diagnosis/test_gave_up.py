"""What is said of a step that matched a call and could not answer it."""

from mockserver.session.arrival import Arrival
from mockserver.session.diagnosis import diagnose_error
from mockserver.session.reading import Reading
from mockserver.values import Call
from mockserver.values.operation import CREATE
from tests.session.client import send, start
from tests.session.diagnosis.misses import WEATHER, message, output

EXPECTATION = """\
mockserver: call 2 (POST /v1/responses, session default) is not what a step 2 expects
blame: client request (a step 2 matches it, but what it expects of tool_output and metadata does not hold)
chosen: a step 2 (a.yaml:5:5)
  FAIL  expect.tool_output: $.input[0].output.temp: expected a number, got "warm"
  FAIL  expect.metadata: $.metadata: expected {"run": "1"}, got nothing
  ok    expect.model"""
OBJECT = """\
mockserver: call 1 (POST /v1/responses, session default) asks for another object than a step 1 has
blame: scenario (the reply of a step 1 does not fit the schema in text.format)
chosen: a step 1 (a.yaml:1:9)
  FAIL  text.format: $.output[0].message.json.city: expected a string, got 1"""
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}


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
    assert OBJECT == message(send(session, input="Hello", text=text))


IMPOSSIBLE = {"type": "object", "properties": {"n": {"type": "integer", "minimum": 2, "maximum": 1}}, "required": ["n"]}
ERROR = """\
mockserver: call 1 (POST /v1/responses, session default) cannot be answered by a step 1
blame: scenario (the reply of a step 1 is not possible for this call)
chosen: a step 1 (a.yaml:1:9)
"""


def test_what_makes_a_reply_impossible_is_told() -> None:
    text = {"format": {"type": "json_schema", "name": "w", "schema": IMPOSSIBLE}}
    answer = send(start("steps: [{reply: auto}]"), input="Hello", text=text)

    assert (500, "mock_scenario_error") == (answer.status, answer.error["code"])
    assert message(answer).startswith(ERROR)
    assert message(answer).count("\n") == ERROR.count("\n")


def test_in_report_mode_the_block_is_that_of_the_violation() -> None:
    session = start(WEATHER, mode="report")
    first = send(session, input="The weather?")
    send(session, input=[output('{"temp":"warm"}')], previous_response_id=first.id)
    [exchange] = [one for one in session.journal if one.number == 2]

    assert [EXPECTATION] == [one.message for one in exchange.violations]


def test_of_a_long_error_the_first_lines_are_told() -> None:
    session = start("steps: [{reply: []}]")
    send(session, input="Hello")
    [exchange] = session.journal
    assert exchange.candidate
    arrival = Arrival(1, Call(CREATE, {}, {}), Reading({}))
    found = diagnose_error(arrival, exchange.candidate, "\n".join(map(str, range(50))), session="a")

    assert tuple(map(str, range(20))) == found.notes
