"""What is wrong with the parts of a scenario, in the words and at the place that the author sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.scenario.load import from_json, loads
from mockserver.values import Json, ScenarioError

STEP_KEYS = "Known keys: when, expect, reply, attempts, priority, optional, repeat"
REPLY_KEYS = "Known keys: output, status, usage, stream, fault"

TOP = [
    ("steps: []", "1:1: a scenario needs 'steps' or 'stubs' with at least one entry"),
    ("steps: 5", "1:1: 'steps' must be a list, not the number 5"),
    ("steps: {a: 1}", "1:1: 'steps' must be a list, not a mapping"),
    ("steps: [5]", "1:9: 'steps[0]' must be a mapping, not the number 5"),
    ("steps: [{reply: []}, {}]", "1:22: a step needs 'reply' or 'attempts'"),
    ("steps: [{reply: null}]", "1:9: a step needs 'reply' or 'attempts'"),
    ("stubs: [{times: 1}]", "1:9: a stub needs 'reply' or 'attempts'"),
    (
        "step: []",
        (
            "1:1: unknown key 'step' in a scenario; did you mean 'steps'? "
            "Known keys: $schema, version, name, description, dialect, clock, contract, starts, given, steps, stubs"
        ),
    ),
    ("steps: [{reply: []}]\nversion: 2", "2:1: 'version' must be 1, not the number 2"),
    ("steps: [{reply: []}]\nversion: true", "2:1: 'version' must be 1, not the boolean true"),
    ("steps: [{reply: []}]\nversion: 1.0", "2:1: 'version' must be 1, not the number 1.0"),
    ("steps: [{reply: []}]\nversion: '1'", "2:1: 'version' must be 1, not the text \"1\""),
    ("steps: [{reply: []}]\nname: 5", "2:1: 'name' must be a text, not the number 5; put it in quotes: \"5\""),
    (
        "steps: [{reply: []}]\ndescription: true",
        "2:1: 'description' must be a text, not the boolean true; put it in quotes: \"true\"",
    ),
    ("steps: [{reply: []}]\nname: ''", "2:1: 'name' must not be empty"),
    (
        "steps: [{reply: []}]\ndialect: openia",
        "2:1: 'dialect' must be 'openai' or 'open-responses', not the text \"openia\"",
    ),
    (
        "steps: [{reply: []}]\ncontract: {mode: strict}",
        "2:12: 'mode' must be 'enforce', 'report' or 'off', not the text \"strict\"",
    ),
    (
        "steps: [{reply: []}]\ncontract: {rules: {a: err}}",
        "2:20: 'a' must be 'error', 'warn' or 'off', not the text \"err\"",
    ),
    (
        "steps: [{reply: []}]\ncontract: {mood: off}",
        "2:12: unknown key 'mood' in a contract; did you mean 'mode'? Known keys: mode, rules, models",
    ),
    ("steps: [{reply: []}]\nclock: manul", "2:1: 'clock' must be 'real' or 'manual', not the text \"manul\""),
    ("stubs: [{reply: []}]\nstarts: 2", "2:1: 'starts' counts threads, which only 'steps' open"),
    ("steps: [{reply: []}]\nstarts: 0", "2:1: 'starts' must be at least 1, not the number 0"),
    ("steps: [{reply: []}]\nstarts: true", "2:1: 'starts' must be a whole number, not the boolean true"),
]

STEPS = [
    ("repl: []", f"2:5: unknown key 'repl' in a step; did you mean 'reply'? {STEP_KEYS}"),
    ("reply: []\n    stream: {first: 1s}", "3:5: 'stream' belongs inside 'reply'"),
    ("reply: []\n    last_user: Hello", "3:5: 'last_user' belongs inside 'when'"),
    ("reply: []\n    operation: models.list", "3:5: 'operation' belongs inside 'when'"),
    ("reply: []\n    background: time", "3:5: 'background' belongs inside 'reply'"),
    ("reply: {output: [], first: 1s}", "2:25: 'first' belongs inside 'stream'"),
    ("reply: {drop_event: 1}", "2:13: 'drop_event' belongs inside 'fault'"),
    ("reply: []\n    times: 2", f"3:5: unknown key 'times' in a step. {STEP_KEYS}"),
    ("reply: []\n    attempts: [[]]", "3:5: 'attempts' stands in place of 'reply'; keep one of the two"),
    ("attempts: []", "2:5: 'attempts' must not be empty"),
    ("attempts: 5", "2:5: 'attempts' must be a list, not the number 5"),
    ("attempts: [5]", "2:16: a reply must be a list of items, a mapping or the word auto, not the number 5"),
    ("reply: []\n    priority: high", "3:5: 'priority' must be a whole number, not the text \"high\""),
    ("reply: []\n    priority: 1.5", "3:5: 'priority' must be a whole number, not the number 1.5"),
    ("reply: []\n    repeat: 1", "3:5: 'repeat' must be true or false, not the number 1"),
    ("reply: []\n    repeat: true\n  - reply: []", "3:5: only the last step may say 'repeat'"),
    ("reply: []\n    when: 5", "3:5: 'when' must be a mapping, not the number 5"),
]

REPLIES = [
    ("[Hello]", "18: the text \"Hello\" is no item; a text that the model says is 'message: …'"),
    ("[{}]", "18: an item is one key, its type, with its body, or has a 'type' as in the API; this one is empty"),
    (
        "[{message: a, id: b}]",
        "18: an item is one key, its type, with its body, or has a 'type' as in the API; these are 2: 'message', 'id'",
    ),
    ("[{type: 5}]", "19: an item's 'type' must be a text, not the number 5; put it in quotes: \"5\""),
    ("[{'': 5}]", "18: 'type' must not be empty"),
    ("{output: [], outputs: []}", f"30: unknown key 'outputs' in a reply; did you mean 'output'? {REPLY_KEYS}"),
    ("{output: 5}", "18: 'output' must be a list, not the number 5"),
    ("{output: [a: 1, 5]}", "33: an item must be a mapping {type: body}, not the number 5"),
    (
        "{status: complete}",
        (
            "18: unknown status 'complete'; did you mean 'completed'? "
            "Known statuses: completed, incomplete, failed, cancelled"
        ),
    ),
    (
        "{status: 5}",
        (
            "18: 'status' must be a text, {incomplete: reason} or {failed: {code, message}}, not the number 5; "
            'put it in quotes: "5"'
        ),
    ),
    (
        "{status: {completed: x}}",
        "18: 'status' must be a text, {incomplete: reason} or {failed: {code, message}}, not a mapping",
    ),
    (
        "{status: {incomplete: content_filtr}}",
        (
            "27: unknown reason 'content_filtr'; did you mean 'content_filter'? "
            "Known reasons: max_output_tokens, content_filter, max_messages, steered"
        ),
    ),
    ("{status: {incomplete: 5}}", "27: 'incomplete' must be a text, not the number 5; put it in quotes: \"5\""),
    ("{status: {failed: boom}}", "27: 'failed' must be a mapping {code, message}, not the text \"boom\""),
    (
        "{status: {failed: {cod: a}}}",
        "36: unknown key 'cod' in 'failed'; did you mean 'code'? Known keys: code, message",
    ),
    ("{status: {failed: {code: 5}}}", "36: 'code' must be a text, not the number 5; put it in quotes: \"5\""),
    ("{usage: 5}", "18: 'usage' must be a mapping, not the number 5"),
    ("{usage: {input_tokens: -1}}", "26: 'input_tokens' must be at least 0, not the number -1"),
    ("{usage: {output_tokens: 1.5}}", "26: 'output_tokens' must be a whole number, not the number 1.5"),
    ("{usage: {input_tokens_details: 5}}", "26: 'input_tokens_details' must be a mapping, not the number 5"),
    (
        "{usage: {output_tokens_details: {tokens: 1}}}",
        "50: unknown key 'tokens' in 'output_tokens_details'. Known keys: reasoning_tokens",
    ),
    (
        "{usage: {cached_tokens: 1, input_tokens_details: {cached_tokens: 1}}}",
        "67: 'cached_tokens' is given twice, also beside 'input_tokens_details'",
    ),
    ("{stream: fast}", "18: 'stream' must be a mapping, not the text \"fast\""),
    (
        "{stream: {frist: 1}}",
        "27: unknown key 'frist' in a stream; did you mean 'first'? Known keys: chunks, first, between",
    ),
    (
        "{stream: {first: 200 ms}}",
        '27: a duration is a number of seconds, at least 0, or a text such as 200ms or 1.5s, not the text "200 ms"',
    ),
    (
        "{stream: {between: -1}}",
        "27: a duration is a number of seconds, at least 0, or a text such as 200ms or 1.5s, not the number -1",
    ),
    ("{stream: {chunks: []}}", "27: 'chunks' must not be empty"),
    ("{stream: {chunks: 5}}", "27: 'chunks' must be a list, not the number 5"),
    (
        "{stream: {chunks: [3, 0]}}",
        "39: a chunk is a number of characters (of bytes in a raw reply), at least 1, or rest, not the number 0",
    ),
    (
        "{stream: {chunks: [true]}}",
        "36: a chunk is a number of characters (of bytes in a raw reply), at least 1, or rest, not the boolean true",
    ),
    ("{stream: {chunks: [rest, 1]}}", "36: 'rest' leaves nothing for the chunks after it"),
    ("{fault: {error_events: {}}}", "26: unknown key 'error_events' in a fault; did you mean 'error_event'? Known"),
    ("{fault: {error_event: {after: -1}}}", "40: 'after' must be at least 0, not the number -1"),
    ("{error: 429}", "18: 'error' must be a mapping, not the number 429"),
    ("{error: {}}", "18: an error needs 'status'"),
    ("{error: {status: null}}", "26: an error needs 'status'"),
    ("{error: {status: 399}}", "26: 'status' must be at least 400, not the number 399"),
    ("{error: {status: 600}}", "26: 'status' must be at most 599, not the number 600"),
    ("{error: {status: '429'}}", "26: 'status' must be a whole number, not the text \"429\""),
    ("{error: {statsu: 429}}", "26: unknown key 'statsu' in an error; did you mean 'status'? Known keys: status, code"),
    ("{error: {status: 429, code: 5}}", "39: 'code' must be a text, not the number 5; put it in quotes: \"5\""),
    (
        "{error: {status: 429, headers: {a: true}}}",
        "49: 'a' must be a text, not the boolean true; put it in quotes: \"true\"",
    ),
    ("{error: {status: 429, headers: {Connection: x}}}", "49: the server writes the header 'Connection' itself"),
    ("{error: {status: 429, headers: {a b: c}}}", '49: the text "a b" cannot stand in an HTTP header'),
    (
        '{error: {status: 429, headers: {a: "b\\r\\nc: d"}}}',
        '49: the text "b\\r\\nc: d" cannot stand in an HTTP header',
    ),
]


def error_of(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        loads(text, "s.yaml")
    return str(caught.value)


@pytest.mark.parametrize(("text", "expected"), TOP)
def test_top_of_the_file(text: str, expected: str) -> None:
    assert f"s.yaml:{expected}" == error_of(text)


@pytest.mark.parametrize(("step", "expected"), STEPS)
def test_steps(step: str, expected: str) -> None:
    assert f"s.yaml:{expected}" == error_of(f"steps:\n  - {step}\n")


@pytest.mark.parametrize(("reply", "expected"), REPLIES)
def test_replies(reply: str, expected: str) -> None:
    assert error_of(f"steps: [{{reply: {reply}}}]").startswith(f"s.yaml:1:{expected}")


def test_the_first_problem_in_the_file_comes_first_and_the_others_are_counted() -> None:
    text = "stubs: [{reply: [], times: 0}]\nsteps:\n  - {reply: [], repat: true}\n  - {reply: 5}\nname: 7\n"

    assert "s.yaml:1:21: 'times' must be at least 1, not the number 0 (and 3 more)" == error_of(text)


def test_a_misspelt_key_is_not_told_to_be_missing_as_well() -> None:
    assert "more)" not in error_of("steps: [{reply: {error: {statsu: 429}}}]")


def test_problems_of_json_files_have_their_places() -> None:
    with pytest.raises(ScenarioError) as caught:
        loads('{"steps": [\n  {"reply": [],\n   "priority": "x"}]}', "s.json")
    assert "s.json:3:4: 'priority' must be a whole number, not the text \"x\"" == str(caught.value)


def test_long_values_are_cut() -> None:
    expected = f"s.yaml:1:1: 'steps' must be a list, not the text \"{'x' * 59}…"

    assert expected == error_of(f"steps: {'x' * 500}")


WORDS = """
steps stubs reply when expect attempts error status stream usage output fault error_event chunks first headers tools of
$any $not $has $contains $regex $type $equals $schema $absent tool_output json message type incomplete failed repeat
times priority dialect auto events raw response base64 text disconnect_after stall after for drop_event gates before
at jitter between tokens_per_second missing_done name version model last_user metadata input_tokens_details rest ( 200ms
"""
KEYS = st.sampled_from(WORDS.split())
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 700) | st.floats(0, 9) | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
)
TURNS = st.fixed_dictionaries({}, optional=dict.fromkeys(("when", "expect", "reply", "attempts", "priority"), VALUES))


@given(st.fixed_dictionaries({"steps": st.lists(TURNS | VALUES, max_size=2)}, optional={"name": VALUES}))
def test_any_document_loads_or_is_refused_in_our_own_words(document: Json) -> None:
    try:
        from_json(document, "s.yaml")
        text = "one line"
    except ScenarioError as error:
        text = str(error)

    assert 1 == len(text.splitlines())
    assert not any(word in text for word in ("Input should", "Value error", "pydantic", "Literal"))
