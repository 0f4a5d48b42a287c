"""The forms of a reply: how they are told apart, and where their parts are found."""

import pytest

from mockserver.scenario.load import loads
from mockserver.scenario.model import (
    AutoReply,
    Background,
    Disconnect,
    ErrorReply,
    EventsReply,
    Fault,
    Item,
    ItemsReply,
    Outcome,
    Pacing,
    RawBody,
    RawReply,
    Reply,
    Stall,
)
from mockserver.scenario.schema import scenario_schema
from mockserver.values import Json, Place
from tests.scenario.written import allowed, dumped, mistake, read, read_again

HELLO = (Item(type="message", body="Hello"),)
DROPPED = Fault(drop_event="last")
QUICK = Pacing(first=0.5)
ALL_KEYS = (
    "Known keys: output, status, usage, response, auto, events, invalid, raw, error, input_tokens, stream, fault, "
    "background"
)

GOOD: list[tuple[str, Reply, Json]] = [
    ("[message: Hello]", ItemsReply(output=HELLO), [{"message": "Hello"}]),
    ("{output: [message: Hello], auto: null}", ItemsReply(output=HELLO), [{"message": "Hello"}]),
    ("{error: null, raw: null, response: null, events: null, invalid: null}", ItemsReply(), []),
    ("auto", AutoReply(), "auto"),
    ("{auto: true}", AutoReply(), "auto"),
    ("{auto: true, stream: null, fault: null, output: null}", AutoReply(), "auto"),
    (
        "{fault: {drop_event: last}, auto: true, stream: {first: 500ms}}",
        AutoReply(stream=QUICK, fault=DROPPED),
        {"auto": True, "stream": {"first": 0.5}, "fault": {"drop_event": "last"}},
    ),
    ("{events: [{type: a}]}", EventsReply(events=({"type": "a"},)), {"events": [{"type": "a"}]}),
    (
        "{events: [{type: a, b: null}, {type: a}], invalid: refuse, status: null}",
        EventsReply(events=({"type": "a", "b": None}, {"type": "a"})),
        {"events": [{"type": "a", "b": None}, {"type": "a"}]},
    ),
    (
        "{events: [{type: a}], invalid: allow, stream: {first: 0.5}, fault: {drop_event: last}}",
        EventsReply(events=({"type": "a"},), invalid="allow", stream=QUICK, fault=DROPPED),
        {
            "events": [{"type": "a"}],
            "invalid": "allow",
            "stream": {"first": 0.5},
            "fault": {"drop_event": "last"},
        },
    ),
    ("{raw: Hello}", RawReply(raw=RawBody(text="Hello")), {"raw": "Hello"}),
    (
        "{raw: Hello, stream: {first: 0.5}, fault: {drop_event: last}}",
        RawReply(raw=RawBody(text="Hello"), stream=QUICK, fault=DROPPED),
        {"raw": "Hello", "stream": {"first": 0.5}, "fault": {"drop_event": "last"}},
    ),
    ("{error: {status: 500}}", ErrorReply(status=500), {"error": {"status": 500}}),
    (
        "{fault: {stall: 0}, error: {status: 429, code: a, headers: {b: c}}, stream: null}",
        ErrorReply(status=429, code="a", headers={"b": "c"}, fault=Fault(stall=Stall(after=0))),
        {"error": {"status": 429, "code": "a", "headers": {"b": "c"}}, "fault": {"stall": 0}},
    ),
    (
        "{response: {output: [message: Hello]}, fault: {disconnect_after: headers}, stream: {first: 0.5}}",
        ItemsReply(output=HELLO, stream=QUICK, fault=Fault(disconnect_after=Disconnect(point="headers"))),
        {"output": [{"message": "Hello"}], "stream": {"first": 0.5}, "fault": {"disconnect_after": "headers"}},
    ),
    ("{background: polling}", ItemsReply(background=Background(by="polling")), {"background": "polling"}),
    ("{background: {polls: 2}}", ItemsReply(background=Background(by="polling")), {"background": "polling"}),
    (
        "{auto: true, background: {polls: 3}}",
        AutoReply(background=Background(by="polling", polls=3)),
        {"auto": True, "background": {"polls": 3}},
    ),
    (
        "{events: [{type: a}], background: time}",
        EventsReply(events=({"type": "a"},), background=Background(by="time")),
        {"events": [{"type": "a"}], "background": "time"},
    ),
    (
        "{response: {}, background: {queued: 500ms}}",
        ItemsReply(background=Background(by="time", queued=0.5)),
        {"background": {"queued": 0.5}},
    ),
    ("{background: null}", ItemsReply(), []),
    ("{response: {status: cancelled}}", ItemsReply(status=Outcome(status="cancelled")), {"status": "cancelled"}),
]

MISTAKES = [
    (
        "Hello",
        (
            '10: a reply must be a list of items, a mapping or the word auto, not the text "Hello"; '
            "a text is answered with [{message: …}]"
        ),
    ),
    ("5", "10: a reply must be a list of items, a mapping or the word auto, not the number 5"),
    ("true", "10: a reply must be a list of items, a mapping or the word auto, not the boolean true"),
    ("{outputs: []}", f"18: unknown key 'outputs' in a reply; did you mean 'output'? {ALL_KEYS}"),
    (
        "{message: Hello}",
        f"18: unknown key 'message' in a reply. {ALL_KEYS}; items stand in a list, such as [{{message: …}}]",
    ),
    ("{outputs: null}", f"18: unknown key 'outputs' in a reply; did you mean 'output'? {ALL_KEYS}"),
    ("{evnts: []}", f"18: unknown key 'evnts' in a reply; did you mean 'events'? {ALL_KEYS}"),
    ("{respons: {}}", f"18: unknown key 'respons' in a reply; did you mean 'response'? {ALL_KEYS}"),
    (
        "{output: [], steam: {}}",
        "30: unknown key 'steam' in a reply; did you mean 'stream'? Known keys: output, status, usage, stream, fault",
    ),
    (
        "{raw: x, fualt: {}}",
        "26: unknown key 'fualt' in a reply; did you mean 'fault'? Known keys: raw, stream, fault",
    ),
    ("{events: [{type: a}], output: []}", "39: 'events' and 'output' do not go together in a reply; keep one"),
    ("{events: [{type: a}], status: failed}", "39: 'events' and 'status' do not go together in a reply; keep one"),
    ("{output: [], events: [{type: a}]}", "30: 'output' and 'events' do not go together in a reply; keep one"),
    ("{raw: x, error: {status: 500}}", "26: 'raw' and 'error' do not go together in a reply; keep one"),
    ("{error: {status: 500}, raw: x}", "40: 'error' and 'raw' do not go together in a reply; keep one"),
    ("{error: {status: 500}, stream: {}}", "40: 'error' and 'stream' do not go together in a reply; keep one"),
    ("{stream: {}, error: {status: 500}}", "18: 'error' and 'stream' do not go together in a reply; keep one"),
    ("{auto: true, output: []}", "30: 'auto' and 'output' do not go together in a reply; keep one"),
    ("{auto: true, events: [{type: a}]}", "30: 'auto' and 'events' do not go together in a reply; keep one"),
    ("{response: {}, output: []}", "32: 'response' and 'output' do not go together in a reply; keep one"),
    ("{response: {}, status: failed}", "32: 'response' and 'status' do not go together in a reply; keep one"),
    ("{usage: {}, response: {}}", "29: 'usage' and 'response' do not go together in a reply; keep one"),
    ("{invalid: allow, output: []}", "34: 'invalid' and 'output' do not go together in a reply; keep one"),
    ("{raw: x, status: 500}", "26: 'status' belongs inside 'raw'"),
    ("{status: 500, raw: x}", "31: 'status' belongs inside 'raw'"),
    ("{raw: x, headers: {a: b}}", "26: 'headers' belongs inside 'raw'"),
    ("{error: {status: 500}, code: x}", "40: 'code' belongs inside 'error'"),
    ("{auto: yes}", "18: 'auto' must be true, not the text \"yes\""),
    ("{auto: false}", "18: 'auto' must be true, not the boolean false"),
    ("{auto: true, stream: fast}", "30: 'stream' must be a mapping, not the text \"fast\""),
    ("{events: []}", "18: 'events' must not be empty"),
    ("{events: 5}", "18: 'events' must be a list, not the number 5"),
    ("{events: {type: a}}", "18: 'events' must be a list, not a mapping"),
    ("{events: [a]}", '27: an event must be a mapping {type: …}, not the text "a"'),
    ("{events: [{data: x}]}", "27: an event needs 'type'"),
    ("{events: [{type: 5}]}", "28: an event's 'type' must be a text, not the number 5; put it in quotes: \"5\""),
    ("{events: [{type: a}, {type: null}]}", "39: an event's 'type' must be a text, not null"),
    ("{invalid: allow}", "10: a reply of events needs 'events'"),
    ("{events: [{type: a}], invalid: true}", "39: 'invalid' must be 'refuse' or 'allow', not the boolean true"),
    ("{events: [{type: a}], invalid: alow}", "39: 'invalid' must be 'refuse' or 'allow', not the text \"alow\""),
    ("{input_tokens: -1}", "18: 'input_tokens' must be at least 0, not the number -1"),
    ("{input_tokens: many}", "18: 'input_tokens' must be a whole number, not the text \"many\""),
    ("{input_tokens: 1, stream: {}}", "35: 'input_tokens' and 'stream' do not go together in a reply; keep one"),
    ("{input_tokens: 1, background: time}", "35: 'input_tokens' and 'background' do not go together in a reply"),
    ("{output: [], input_tokens: 1}", "30: 'output' and 'input_tokens' do not go together in a reply; keep one"),
    ("{usage: {}, input_tokens: 1}", "29: 'input_tokens' belongs inside 'usage'"),
    ("{raw: x, background: time}", "26: 'raw' and 'background' do not go together in a reply; keep one"),
    ("{error: {status: 500}, background: time}", "40: 'error' and 'background' do not go together in a reply"),
    ("{output: [], polls: 2}", "30: 'polls' belongs inside 'background'"),
    ("{background: pol}", "18: unknown word 'pol' in 'background'. Known words: polling, time"),
    ("{background: times}", "18: unknown word 'times' in 'background'; did you mean 'time'? Known words: polling"),
    ("{background: true}", "18: 'background' must be polling, time, {polls: N} or {queued: duration}, not the boolean"),
    ("{background: {}}", "18: 'background' must be polling, time, {polls: N} or {queued: duration}, not a mapping"),
    ("{background: {poll: 2}}", "31: unknown key 'poll' in 'background'; did you mean 'polls'? Known keys: polls, q"),
    ("{background: {polls: 0}}", "31: 'polls' must be at least 1, not the number 0"),
    ("{background: {polls: 1.5}}", "31: 'polls' must be a whole number, not the number 1.5"),
    ("{background: {queued: 1x}}", "31: a duration is a number of seconds, at least 0, or a text such as 200ms"),
    ("{background: {polls: 1, queued: 1}}", "41: 'polls' and 'queued' do not go together in 'background'; keep one"),
    ("{error: 500, fault: {stall: 1}}", "18: 'error' must be a mapping, not the number 500"),
    ("{error: {status: 500}, fault: 5}", "40: 'fault' must be a mapping, not the number 5"),
    ("{error: {status: 500}, fault: {stal: 1}}", "48: unknown key 'stal' in a fault; did you mean 'stall'? Known"),
    (
        "{error: {status: 500, fault: {stall: 1}}}",
        "39: unknown key 'fault' in an error. Known keys: status, code, message, type, param, headers",
    ),
]

BEYOND = [
    (
        "{events: [{type: a}], stream: {chunks: [1]}}",
        "48: 'chunks' cuts texts into deltas; these events are written out",
    ),
]
"""What is wrong and no schema can say."""

PLACED = """\
steps:
  - reply:
      response:
        id: a
        output:
          - {type: message, id: b}
          - {type: reasoning, id: c}
        usage: {input_tokens: 1}
      fault:
        stall: 1
  - reply:
      events:
        - {type: a}
        - {type: b, item: c}
  - attempts:
      - raw: {text: d, status: 201}
      - error: {code: e, status: 500}
        fault: {stall: 1}
      - auto: true
        stream: {first: 1}
      - auto
"""


@pytest.mark.parametrize(("written", "value", "short"), GOOD, ids=[written for written, *_ in GOOD])
def test_a_reply_is_read_and_dumped(written: str, value: Reply, short: Json) -> None:
    assert (value, short) == (read(written), dumped(written))
    assert value == read_again(value)
    assert allowed(written)


@pytest.mark.parametrize(("written", "expected"), MISTAKES, ids=[written for written, _ in MISTAKES])
def test_a_mistake_is_told(written: str, expected: str) -> None:
    assert mistake(written).startswith(expected)
    assert not allowed(written)


@pytest.mark.parametrize(("written", "expected"), BEYOND, ids=[written for written, _ in BEYOND])
def test_a_mistake_beyond_a_schema_is_told(written: str, expected: str) -> None:
    assert expected == mistake(written)
    assert allowed(written)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((0, "replies", 0, "output", 1), 7, 13),
        ((0, "replies", 0, "output", 1, "id"), 7, 31),
        ((0, "replies", 0, "usage", "input_tokens"), 8, 17),
        ((0, "replies", 0, "status"), 3, 7),
        ((0, "replies", 0, "fault", "stall"), 10, 9),
        ((0, "replies", 0, "response", "id"), 4, 9),
        ((1, "replies", 0, "events", 1, "item"), 14, 21),
        ((1, "replies", 0, "invalid"), 11, 5),
        ((2, "replies", 0, "raw", "status"), 16, 24),
        ((2, "replies", 1, "status"), 17, 26),
        ((2, "replies", 1, "fault", "stall"), 18, 17),
        ((2, "replies", 2, "stream", "first"), 20, 18),
        ((2, "replies", 3, "stream"), 21, 9),
    ],
    ids=str,
)
def test_parts_are_found_in_every_form(path: tuple[str | int, ...], line: int, column: int) -> None:
    assert Place("s.yaml", line, column) == loads(PLACED, "s.yaml").place("steps", *path)


def test_other_replies_keys_are_not_offered_by_the_schema() -> None:
    offered = {*scenario_schema()["$defs"]["RawReply"]["properties"]}

    assert {"raw", "stream", "fault"} == offered
