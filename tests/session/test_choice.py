"""Which step or stub answers a call, and what a refused call leaves behind: nothing."""

import pytest

from mockserver.scenario.load import loads
from mockserver.session.session import Session
from mockserver.values import JsonObject, ScenarioError
from tests.session import client as styles
from tests.session.client import BEARER, Answer, Client, contract, new_conversation, said, send, start

HEADERS = {"x-should-retry": "false"}
TALK = """
steps:
  - {when: {last_user: Hello}, reply: [{message: One.}]}
  - {expect: {metadata: {fine: "yes"}}, reply: [{message: Two.}]}
  - {when: {last_user: {$contains: Bye}}, reply: [{message: Three.}]}
"""
OBJECT = """
steps:
  - {reply: [{message: Hi.}, {message: {json: {city: Paris, degrees: warm}}}]}
"""
SCHEMA = {"type": "object", "properties": {"degrees": {"type": "number"}}, "required": ["city", "degrees"]}
FINE = {"fine": "yes"}


def opening(reply: str, **more: object) -> str:
    extra = "".join(f", {key}: {value}" for key, value in more.items())
    return f"{{reply: [{{message: {reply}}}]{extra}}}"


def headers(answer: Answer) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in answer.reply.headers}


def wanting(schema: object) -> JsonObject:
    return {"text": {"format": {"type": "json_schema", "name": "weather", "schema": schema}}}


def test_the_first_loaded_answers() -> None:
    session = start(f"steps: [{opening('A')}]", f"steps: [{opening('B')}]")
    assert ["a step 1"] * 2 == [send(session, input="Hello").played for _ in range(2)]


def test_steps_come_before_stubs() -> None:
    session = start(f"stubs: [{opening('A')}]", f"steps: [{opening('B')}]")
    assert "b step 1" == send(session, input="Hello").played


@pytest.mark.parametrize(
    ("step", "stub", "expected"),
    [(0, -1, "a stub 1"), (0, 0, "a step 1"), (10, 10, "a step 1"), (11, 10, "a stub 1"), (-5, -1, "a step 1")],
    ids=str,
)
def test_the_lower_priority_number_is_asked_first(step: int, stub: int, expected: str) -> None:
    session = start(f"steps: [{opening('A', priority=step)}]\nstubs: [{opening('B', priority=stub)}]")
    assert expected == send(session, input="Hello").played


def test_priority_comes_before_load_order_and_load_order_before_the_rest() -> None:
    stubs = ", ".join(opening("X", priority=priority, times=1) for priority in (5, 3, 5, 3))
    session = start(f"stubs: [{stubs}]", f"stubs: [{opening('Y', priority=4, times=1)}]")
    played = [send(session, input="Hello").played for _ in range(5)]
    assert ["a stub 2", "a stub 4", "b stub 1", "a stub 1", "a stub 3"] == played


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Hello", "a stub 2"), ("Bye", "b step 1"), ("Other", "a stub 1")],
    ids=str,
)
def test_plain_texts_and_operators_are_asked_in_one_order(text: str, expected: str) -> None:
    first = "stubs: [{reply: []}, {when: {last_user: Hello}, reply: [], priority: -1}]"
    second = "steps: [{when: {last_user: {$regex: ^(Hello|Bye)$}}, reply: []}]"
    assert expected == send(start(first, second), input=text).played


def test_a_used_up_stub_is_skipped() -> None:
    session = start(f"stubs: [{opening('A', times=2)}, {opening('B')}]")
    assert ["A", "A", "B", "B"] == [send(session, input="Hello").text for _ in range(4)]


def test_a_scenario_opens_so_many_threads() -> None:
    session = start(f"starts: 2\nsteps: [{opening('A')}, {opening('B')}]", f"steps: [{opening('C')}]")
    answers = [send(session, input="Hello") for _ in range(3)]
    assert ["A", "A", "C"] == [answer.text for answer in answers]
    assert "B" == send(session, input="On", previous_response_id=answers[0].id).text


def test_used_up_candidates_make_a_miss_that_names_the_last_call() -> None:
    session = start(f"starts: 1\nsteps: [{opening('A')}]\nstubs: [{opening('B', times=1)}]")
    send(session, input="Hello"), send(session, input="Hello")
    lines = send(session, input="Hello").error["message"].splitlines()
    assert "  used up (starts: 1), last by call 1" in lines
    assert "  used up (times: 1), last by call 2" in lines


@pytest.mark.parametrize("style", [styles.by_reference, styles.in_full, styles.without_ids], ids=lambda s: s.__name__)
def test_a_stub_inside_a_thread_keeps_its_step(style: styles.Style) -> None:
    stub = "stubs: [{when: {last_user: Title?}, reply: [{message: Title.}], priority: -1}]"
    client = Client(start(TALK.replace("{fine: ", "{other: ").replace("expect", "when") + stub), style)
    client.parameters = {"metadata": {"other": "yes"}}
    for text in ("Hello", "Title?", "On", "Title?", "Title?", "Bye"):
        client.say(text)
    steps = ["a step 1", "a stub 1", "a step 2", "a stub 1", "a stub 1", "a step 3"]
    assert steps == [answer.played for answer in client.answers]


def test_a_stub_may_open_a_thread_that_only_stubs_go_on_with() -> None:
    session = start("stubs: [{reply: [{message: A}]}]\nsteps: [{when: {last_user: On}, reply: [{message: B}]}]")
    first = send(session, input="Hello")
    assert "a stub 1" == send(session, input="On", previous_response_id=first.id).played


def test_a_miss_is_final_and_shows_the_three_nearest() -> None:
    names = ("Hello!", "Hello there", "Hallo", "Servus")
    steps = [f"steps: [{{when: {{last_user: '{name}'}}, reply: []}}]" for name in names]
    answer = send(start(*steps), input="Hello")
    nearest = [line for line in answer.error["message"].splitlines() if line.startswith("nearest")]
    assert (400, "mock_no_match", None) == (answer.status, answer.error["code"], answer.error["param"])
    assert HEADERS.items() <= headers(answer).items()
    assert ["a", "c", "b"] == [line.split()[2] for line in nearest]


def test_a_failed_expectation_is_final() -> None:
    client = Client(start(TALK), styles.by_reference)
    client.say("Hello")
    answer = send(client.session, input="On", previous_response_id=client.last.id)
    assert (400, "mock_expectation_failed") == (answer.status, answer.error["code"])
    assert HEADERS.items() <= headers(answer).items()


@pytest.mark.parametrize("reference", ["previous_response_id", "conversation", "input"])
@pytest.mark.parametrize("wrong", [{}, {"metadata": FINE, "temperature": "hot"}], ids=["expect", "violation"])
def test_a_refused_call_never_was(reference: str, wrong: JsonObject) -> None:
    disturbed, undisturbed = start(TALK), start(TALK)
    expected = played_through(undisturbed, reference, [])
    assert expected == played_through(disturbed, reference, [wrong, wrong])
    assert ["a step 1", "a step 2", "a step 3"] == [answer.played for answer in expected]


def played_through(session: Session, reference: str, refused: list[JsonObject]) -> list[Answer]:
    """Play three steps; before the second come the refused forms of the very call."""
    history: list[JsonObject] = []
    answers: list[Answer] = []
    conversation = new_conversation(session)
    for text in ("Hello", "On", "Bye"):
        history = [*history, said(text)]
        body = (
            {"input": history[-1:], "conversation": conversation} if reference == "conversation" else {"input": history}
        )
        if reference == "previous_response_id" and answers:
            body = {"input": history[-1:], "previous_response_id": answers[-1].id}
        for wrong in refused if text == "On" else []:
            assert send(session, **body, **wrong).status == 400
        answers.append(send(session, **body, metadata=FINE))
        history = [*history, *answers[-1].output]
    return answers


def test_a_refused_call_uses_nothing_up() -> None:
    expect = 'expect: {metadata: {fine: "yes"}}'
    session = start(f"starts: 1\nsteps: [{{{expect}, reply: []}}]\nstubs: [{{{expect}, reply: [], times: 1}}]")
    answers = [send(session, input="Hello", metadata=metadata) for metadata in ({}, FINE, {}, FINE)]
    assert [400, 200, 400, 200] == [answer.status for answer in answers]


def test_a_refused_call_does_not_count_as_an_equal_one() -> None:
    scenario = 'steps: [{expect: {headers: {X-Run: "1"}}, reply: [{message: Hi.}]}]'
    session, running = start(scenario), {**BEARER, "x-run": "1"}
    assert 400 == send(session, input="Hello").status
    assert (
        send(start(scenario), headers=running, input="Hello").raw == send(session, headers=running, input="Hello").raw
    )


def test_a_refused_call_is_journalled_with_its_reason() -> None:
    session = start(TALK)
    send(session, input="Hello", temperature="hot"), send(session, input="Other")
    exchanges = list(session.journal)
    assert ["invalid_type", "mock_no_match"] == [exchange.problem for exchange in exchanges]
    assert [1, 0] == [len(exchange.violations) for exchange in exchanges]
    assert [1, 2] == [exchange.number for exchange in exchanges]


def test_a_call_without_bearer_is_refused_before_all_else() -> None:
    answer = send(start(TALK), headers={}, temperature="hot")
    assert (401, None) == (answer.status, answer.played)


@pytest.mark.parametrize("stream", [False, True], ids=["json", "stream"])
def test_an_object_that_breaks_the_schema_is_the_authors_error(stream: bool) -> None:
    answer = send(start(OBJECT), input="Hello", stream=stream, **wanting(SCHEMA))
    assert (500, "mock_scenario_error", "a step 1") == (answer.status, answer.error["code"], answer.played)
    assert HEADERS.items() <= headers(answer).items()
    assert "  FAIL  text.format: $.output[1].message.json.degrees: expected " in answer.error["message"]


@pytest.mark.parametrize(
    "schema",
    [None, {"type": "object"}, {**SCHEMA, "properties": {"degrees": {"type": "string"}}}],
    ids=["none", "open", "fitting"],
)
def test_an_object_that_fits_is_answered(schema: JsonObject | None) -> None:
    asked = wanting(schema) if schema else {}
    assert '{"city":"Paris","degrees":"warm"}' == send(start(OBJECT), input="Hello", **asked).text


def test_a_wrong_object_changes_nothing() -> None:
    session = start(OBJECT.replace("steps:", "starts: 1\nsteps:"))
    assert 500 == send(session, input="Hello", **wanting(SCHEMA)).status
    assert send(start(OBJECT), input="Hello").raw == send(session, input="Hello").raw


def test_a_wrong_object_in_a_later_attempt_keeps_the_attempts() -> None:
    attempts = "steps: [{attempts: [{error: {status: 500}}, [{message: {json: {city: 1}}}]]}]"
    session = start(attempts)
    answers = [send(session, retry=count, input="Hello", **wanting(SCHEMA)) for count in (0, 1, 1)]
    assert [None, "mock_scenario_error", "mock_scenario_error"] == [answer.error["code"] for answer in answers]


def test_a_schema_that_is_none_is_the_clients_error() -> None:
    answer = send(start(OBJECT), input="Hello", **wanting({"type": "objekt"}))
    assert (400, "invalid_json_schema") == (answer.status, answer.error["code"])
    assert "text.format.schema" == answer.error["param"]


def test_a_repeating_step_is_left_when_its_condition_fails() -> None:
    session = start("steps: [{reply: []}, {when: {last_user: On}, reply: [], repeat: true}]")
    talk = new_conversation(session)
    first = send(session, input="Hello", conversation=talk)
    played = [send(session, input=text, conversation=talk).played for text in ("On", "On", "Off", "On")]
    assert "a step 1" == first.played
    assert ["a step 2", "a step 2", None, "a step 2"] == played


def test_one_reply_has_no_id_twice() -> None:
    call = "function_call: {name: f, call_id: call_1}"
    scenario = loads(f"steps:\n  - reply:\n      - {call}\n      - message: Hi\n      - {call}", "a.yaml")
    with pytest.raises(ScenarioError, match=r"^a.yaml:5:34: call_id 'call_1' is that of item 1 already$"):
        Session(contract(), [scenario])


def test_scenarios_of_two_dialects_make_no_session() -> None:
    scenarios = [
        loads(f"dialect: {name}\nsteps: [{{reply: []}}]", f"{name}.yaml") for name in ("openai", "open-responses")
    ]
    with pytest.raises(ScenarioError, match=r"^open-responses.yaml:1:.*one session has one dialect"):
        Session(contract(), scenarios)


@pytest.mark.parametrize(
    ("step", "message"),
    [
        pytest.param(
            "when: {metadata: {a: {$schema: {type: strin}}}}",
            r'^a.yaml:2:27: not a JSON Schema: \$.type: .*got "strin"$',
            id="unknown type",
        ),
        pytest.param(
            "expect: {$not: {instructions: {$schema: {pattern: '('}}}}",
            r"^a.yaml:2:36: not a JSON Schema: \$.pattern: ",
            id="bad pattern",
        ),
        pytest.param(
            "when: {input: {$has: [a, {b: {$schema: {$ref: '#/c'}}}]}}",
            r"^a.yaml:2:35: not a JSON Schema: Pointer '/c' does not exist",
            id="reference to nothing",
        ),
    ],
)
def test_a_schema_that_is_none_makes_no_session(step: str, message: str) -> None:
    scenario = loads(f"steps:\n  - {step}\n    reply: []", "a.yaml")
    with pytest.raises(ScenarioError, match=message):
        Session(contract(), [scenario])


@pytest.mark.parametrize("wanted", ["{$schema: {type: object}}", "{$equals: {$schema: {type: strin}}}"])
def test_a_schema_is_only_what_stands_under_its_operator(wanted: str) -> None:
    session = start(f"stubs: [{{when: {{metadata: {wanted}}}, reply: []}}]")
    assert "mock_no_match" == send(session, input="Hello").error["code"]


def test_a_simulated_error_asks_for_a_quick_retry() -> None:
    session = start("steps: [{reply: {error: {status: 429}}}]")
    given = headers(send(session, input="Hello", headers=BEARER))
    assert "1" == given["retry-after-ms"]
    assert "x-should-retry" not in given
