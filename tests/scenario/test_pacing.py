import pytest

from mockserver.scenario.model import AutoReply, Gate, Pacing
from mockserver.values import Json
from tests.scenario.written import allowed, dumped, mistake, read, read_again

EVENT = "an event is named by its number, counted from 0, its type such as response.output_text.delta, or last"
GATE_NAME = "a gate's name is made of 1 to 64 letters, digits and the signs _ . -"
KEYS = "Known keys: chunks, first, between, tokens_per_second, jitter, at, gates"

GOOD: list[tuple[str, Pacing, Json]] = [
    ("{}", Pacing(), {}),
    ("{chunks: null, first: 0, jitter: 0, at: null, gates: null}", Pacing(), {}),
    (
        "{chunks: [3, rest], first: 200ms, between: 1}",
        Pacing(chunks=(3, "rest"), first=0.2, between=1.0),
        {"chunks": [3, "rest"], "first": 0.2, "between": 1.0},
    ),
    ("{tokens_per_second: 50}", Pacing(tokens_per_second=50.0), {"tokens_per_second": 50.0}),
    (
        "{tokens_per_second: 0.5, first: 1s, jitter: 1, between: null}",
        Pacing(tokens_per_second=0.5, first=1.0, jitter=1.0),
        {"first": 1.0, "tokens_per_second": 0.5, "jitter": 1.0},
    ),
    ("{between: 1, jitter: 0.25}", Pacing(between=1.0, jitter=0.25), {"between": 1.0, "jitter": 0.25}),
    (
        "{at: [0, 0, 15ms, 1s, 1], chunks: [4]}",
        Pacing(at=(0, 0, 0.015, 1, 1), chunks=(4,)),
        {"chunks": [4], "at": [0.0, 0.0, 0.015, 1.0, 1.0]},
    ),
    ("{at: [1], first: null}", Pacing(at=(1.0,)), {"at": [1.0]}),
    ("{gates: [{name: a}]}", Pacing(gates=(Gate(name="a"),)), {"gates": [{"name": "a"}]}),
    ("{gates: [{name: a, before: 0}]}", Pacing(gates=(Gate(name="a", before=0),)), {"gates": [{"name": "a"}]}),
    (
        "{at: [1], gates: [{name: a-b_C.9, before: 3}, {name: a, before: last}]}",
        Pacing(at=(1.0,), gates=(Gate(name="a-b_C.9", before=3), Gate(name="a", before="last"))),
        {"at": [1.0], "gates": [{"name": "a-b_C.9", "before": 3}, {"name": "a", "before": "last"}]},
    ),
    (
        "{gates: [{name: a, before: response.output_text.delta}]}",
        Pacing(gates=(Gate(name="a", before="response.output_text.delta"),)),
        {"gates": [{"name": "a", "before": "response.output_text.delta"}]},
    ),
]

MISTAKES = [
    ("{at: [1, x]}", "35: a duration is a number of seconds, at least 0, or a text such as 200ms or 1.5s, not the"),
    ("{at: []}", "27: 'at' must not be empty"),
    ("{at: 5}", "27: 'at' must be a list, not the number 5"),
    ("{at: [1], first: 0}", "36: 'first' has no place beside 'at'; keep one of the two"),
    ("{at: [1], between: 1s}", "36: 'between' has no place beside 'at'; keep one of the two"),
    ("{tokens_per_second: 5, at: [1]}", "27: 'tokens_per_second' has no place beside 'at'; keep one of the two"),
    ("{jitter: 0.5, at: [1]}", "27: 'jitter' has no place beside 'at'; keep one of the two"),
    ("{tokens_per_second: 5, between: 1}", "49: 'between' has no place beside 'tokens_per_second'; keep one of the"),
    ("{tokens_per_second: 0}", "27: 'tokens_per_second' must be more than 0, not the number 0"),
    ("{tokens_per_second: fast}", "27: 'tokens_per_second' must be a number, not the text \"fast\""),
    ("{tokens_per_second: true}", "27: 'tokens_per_second' must be a number, not the boolean true"),
    ("{jitter: 1.5}", "27: 'jitter' must be at most 1, not the number 1.5"),
    ("{jitter: -0.5}", "27: 'jitter' must be at least 0, not the number -0.5"),
    ("{jitter: 10%}", "27: 'jitter' must be a number, not the text \"10%\""),
    ("{gates: []}", "27: 'gates' must not be empty"),
    ("{gates: a}", "27: 'gates' must be a list, not the text \"a\""),
    ("{gates: [a]}", "35: 'gates[0]' must be a mapping, not the text \"a\""),
    ("{gates: [{before: 1}]}", "35: a gate needs 'name'"),
    ("{gates: [{name: a b}]}", f'36: {GATE_NAME}, not the text "a b"'),
    ("{gates: [{name: ''}]}", f'36: {GATE_NAME}, not the text ""'),
    (f"{{gates: [{{name: {'a' * 65}}}]}}", f"36: {GATE_NAME}, not the text"),
    ("{gates: [{name: 5}]}", "36: 'name' must be a text, not the number 5; put it in quotes: \"5\""),
    ("{gates: [{name: a, befor: 1}]}", "45: unknown key 'befor' in a gate; did you mean 'before'? Known keys: name"),
    ("{gates: [{name: a, before: -1}]}", f"45: {EVENT}, not by the number -1"),
    ("{gates: [{name: a, before: true}]}", f"45: {EVENT}, not by the boolean true"),
    ("{gates: [{name: a, before: 1.5}]}", f"45: {EVENT}, not by the number 1.5"),
    ('{gates: [{name: a, before: "3"}]}', f'45: {EVENT}, not by the text "3"'),
    ("{gates: [{name: a, before: text delta}]}", f'45: {EVENT}, not by the text "text delta"'),
    ("{gates: [{name: a, before: [1]}]}", f"45: {EVENT}, not by a list"),
    (
        "{tokens_per_secon: 5}",
        f"27: unknown key 'tokens_per_secon' in a stream; did you mean 'tokens_per_second'? {KEYS}",
    ),
]

BEYOND = [
    ("{at: [1, 0.5]}", "35: 0.5 s comes after 1 s; times must not decrease"),
    ("{at: [0, 2, 1s, 3]}", "38: 1 s comes after 2 s; times must not decrease"),
    ("{chunks: [rest, 1]}", "36: 'rest' leaves nothing for the chunks after it"),
]
"""What is wrong and no schema can say."""


@pytest.mark.parametrize(("stream", "value", "short"), GOOD, ids=[stream for stream, *_ in GOOD])
def test_a_stream_is_read_and_dumped(stream: str, value: Pacing, short: Json) -> None:
    reply = f"{{auto: true, stream: {stream}}}"

    assert AutoReply(stream=value) == read(reply) == read_again(read(reply))
    assert short == dumped(reply)["stream"]
    assert allowed(reply)


@pytest.mark.parametrize(("stream", "expected"), MISTAKES, ids=[stream for stream, _ in MISTAKES])
def test_a_mistake_is_told(stream: str, expected: str) -> None:
    assert mistake(f"{{stream: {stream}}}").startswith(expected)
    assert not allowed(f"{{stream: {stream}}}")


@pytest.mark.parametrize(("stream", "expected"), BEYOND, ids=[stream for stream, _ in BEYOND])
def test_a_mistake_beyond_a_schema_is_told(stream: str, expected: str) -> None:
    assert expected == mistake(f"{{stream: {stream}}}")
    assert allowed(f"{{stream: {stream}}}")
