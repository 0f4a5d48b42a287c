"""What a session knows from before its first call."""

import pytest

from mockserver.scenario.dump import dump
from mockserver.scenario.load import loads
from mockserver.scenario.model import Given, GivenConversation, GivenResponse, Item, Outcome, Usage
from mockserver.values import Place, ScenarioError

FILE = """\
given:
  responses:
    - id: resp_1
      input: Hello
      output: [message: Hi.]
      usage: {output_tokens: 3}
    - id: resp_2
      model: gpt-5
      instructions: Be brief.
      previous_response_id: resp_1
      input: [{role: user, content: Go on.}]
      status: failed
      background: true
    - {id: resp_3, conversation: conv_1, metadata: {a: b}}
  conversations:
    - {id: conv_1, items: [{role: user, content: Hello}], metadata: {c: d}}
steps: [{reply: []}]
"""
GIVEN = Given(
    responses=(
        GivenResponse(
            id="resp_1", input="Hello", output=(Item(type="message", body="Hi."),), usage=Usage(output_tokens=3)
        ),
        GivenResponse(
            id="resp_2",
            model="gpt-5",
            instructions="Be brief.",
            previous_response_id="resp_1",
            input=({"role": "user", "content": "Go on."},),
            status=Outcome(status="failed"),
            background=True,
        ),
        GivenResponse(id="resp_3", conversation="conv_1", metadata={"a": "b"}),
    ),
    conversations=(GivenConversation(id="conv_1", items=({"role": "user", "content": "Hello"},), metadata={"c": "d"}),),
)

MISTAKES = [
    ("[]", "1:1: 'given' must be a mapping, not a list"),
    ("{response: []}", "1:9: unknown key 'response' in 'given'; did you mean 'responses'? Known keys: responses, conv"),
    ("{responses: {}}", "1:9: 'responses' must be a list, not a mapping"),
    ("{responses: [5]}", "1:21: 'responses[0]' must be a mapping, not the number 5"),
    ("{responses: [{}]}", "1:21: a given response needs 'id'"),
    ("{responses: [{id: ''}]}", "1:22: 'id' must not be empty"),
    ("{responses: [{id: a, inptu: b}]}", "1:29: unknown key 'inptu' in a given response; did you mean 'input'?"),
    ("{responses: [{id: a, input: 5}]}", "1:29: 'input' must be a text or a list of items, not the number 5"),
    ("{responses: [{id: a, input: [5]}]}", "1:37: an item must be a mapping, as the API takes it, not the number 5"),
    ("{responses: [{id: a, output: [Hi you]}]}", '1:38: the text "Hi you" is no item; a text that the model says is'),
    ("{responses: [{id: a, status: queued}]}", "1:29: unknown status 'queued'. Known statuses: completed, incomplete"),
    ("{responses: [{id: a, usage: {input_token: 1}}]}", "1:37: unknown key 'input_token' in a usage; did you mean"),
    ("{responses: [{id: a, metadata: {b: 5}}]}", "1:40: 'b' must be a text, not the number 5; put it in quotes"),
    ("{responses: [{id: a, background: 1}]}", "1:29: 'background' must be true or false, not the number 1"),
    ("{responses: [{id: a}, {id: b}, {id: a}]}", "1:40: the id 'a' is given twice"),
    (
        "{responses: [{id: resp_1}, {id: resp_2, previous_response_id: resp_3}]}",
        "1:48: no response with the id 'resp_3' is given before this one; did you mean 'resp_1'?",
    ),
    (
        "{responses: [{id: a, previous_response_id: b}, {id: b}]}",
        "1:29: no response with the id 'b' is given before this one",
    ),
    ("{responses: [{id: a, conversation: b}]}", "1:29: no conversation with the id 'b' is given"),
    (
        "{responses: [{id: a}, {id: b, previous_response_id: a, conversation: c}], conversations: [{id: c}]}",
        "1:63: 'previous_response_id' and 'conversation' do not go together; keep one of the two",
    ),
    ("{conversations: [{id: a, itmes: []}]}", "1:33: unknown key 'itmes' in a given conversation; did you mean 'items"),
    ("{conversations: [{id: a, items: b}]}", "1:33: 'items' must be a list of items, not the text \"b\""),
    (
        "{conversations: [{id: a, items: [{role: user, content: a}, {message: b}]}]}",
        "1:67: an item that is given as input has a 'type' or a 'role', as the API takes it, such as {role: user, con",
    ),
    ("{responses: [{id: a, input: [{message: b}]}]}", "1:37: an item that is given as input has a 'type'"),
    ("{conversations: [{id: a}, {id: a}]}", "1:35: the id 'a' is given twice"),
]


def test_responses_and_conversations_are_read() -> None:
    assert GIVEN == loads(FILE, "s.yaml").given


def test_nothing_is_given_unless_the_file_says_so() -> None:
    assert Given() == loads("steps: [{reply: []}]", "s.yaml").given


def test_what_is_given_reads_back() -> None:
    scenario = loads(FILE, "s.yaml")

    assert scenario == loads(dump(scenario), "s.yaml")


@pytest.mark.parametrize(("given", "expected"), MISTAKES, ids=[given for given, _ in MISTAKES])
def test_a_mistake_is_told_at_its_place(given: str, expected: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        loads(f"given: {given}\nsteps: [{{reply: []}}]", "s.yaml")

    assert str(caught.value).startswith(f"s.yaml:{expected}")


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("responses", 0), 3, 7),
        (("responses", 0, "output", 0), 5, 16),
        (("responses", 1, "previous_response_id"), 10, 7),
        (("responses", 1, "input", 0, "content"), 11, 28),
        (("responses", 2, "usage"), 14, 7),
        (("conversations", 0, "items", 0), 16, 28),
    ],
    ids=str,
)
def test_the_parts_have_their_places(path: tuple[str | int, ...], line: int, column: int) -> None:
    assert Place("s.yaml", line, column) == loads(FILE, "s.yaml").place("given", *path)
