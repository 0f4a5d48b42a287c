import pytest
from pydantic import ValidationError

from mockserver.scenario.model import AutoReply, Disconnect, ErrorEvent, Fault, Stall
from mockserver.values import Json
from tests.scenario.written import allowed, dumped, mistake, read, read_again

LISTED = (
    "error_event, disconnect_after, truncate_after, stall, malformed_json, invalid_utf8, wrong_event_name, "
    "wrong_sequence_number, duplicate_event, drop_event, reorder_events, missing_done, slow_headers, content_type, "
    "cut_body, content_length, html_error, empty_body"
)
NAMES = LISTED.split(", ")
EVENT = "an event is named by its number, counted from 0, its type such as response.output_text.delta, or last"
DISCONNECT = "'disconnect_after' must be 'request', 'headers', a number of events or {events: N, bytes: M}"
STALL = "'stall' must be a number of events or {after: N, for: duration}"
DURATION = "a duration is a number of seconds, at least 0, or a text such as 200ms or 1.5s"

GOOD: list[tuple[str, Fault, Json]] = [
    ("{error_event: {}}", Fault(error_event=ErrorEvent()), {"error_event": {}}),
    (
        "{error_event: {code: a, after: 0, then_failed: true}}",
        Fault(error_event=ErrorEvent(code="a", after=0, then_failed=True)),
        {"error_event": {"code": "a", "after": 0, "then_failed": True}},
    ),
    (
        "{disconnect_after: request}",
        Fault(disconnect_after=Disconnect(point="request")),
        {"disconnect_after": "request"},
    ),
    (
        "{disconnect_after: headers}",
        Fault(disconnect_after=Disconnect(point="headers")),
        {"disconnect_after": "headers"},
    ),
    ("{disconnect_after: 0}", Fault(disconnect_after=Disconnect(point="events")), {"disconnect_after": 0}),
    (
        "{disconnect_after: {events: 3}}",
        Fault(disconnect_after=Disconnect(point="events", events=3)),
        {"disconnect_after": 3},
    ),
    (
        "{disconnect_after: {events: 3, bytes: 0}}",
        Fault(disconnect_after=Disconnect(point="events", events=3)),
        {"disconnect_after": 3},
    ),
    (
        "{disconnect_after: {bytes: 5}}",
        Fault(disconnect_after=Disconnect(point="events", bytes=5)),
        {"disconnect_after": {"events": 0, "bytes": 5}},
    ),
    ("{truncate_after: 0}", Fault(truncate_after=0), {"truncate_after": 0}),
    ("{stall: 2}", Fault(stall=Stall(after=2)), {"stall": 2}),
    ("{stall: {after: 2, for: null}}", Fault(stall=Stall(after=2)), {"stall": 2}),
    (
        "{stall: {after: 2, for: 1.5s}}",
        Fault(stall=Stall(after=2, duration=1.5)),
        {"stall": {"after": 2, "for": 1.5}},
    ),
    ("{malformed_json: 0}", Fault(malformed_json=0), {"malformed_json": 0}),
    ("{invalid_utf8: last}", Fault(invalid_utf8="last"), {"invalid_utf8": "last"}),
    ("{wrong_event_name: error}", Fault(wrong_event_name="error"), {"wrong_event_name": "error"}),
    ("{wrong_sequence_number: 7}", Fault(wrong_sequence_number=7), {"wrong_sequence_number": 7}),
    ("{duplicate_event: acme:x.y}", Fault(duplicate_event="acme:x.y"), {"duplicate_event": "acme:x.y"}),
    (
        "{drop_event: response.output_text.delta}",
        Fault(drop_event="response.output_text.delta"),
        {"drop_event": "response.output_text.delta"},
    ),
    ("{reorder_events: 1}", Fault(reorder_events=1), {"reorder_events": 1}),
    ("{missing_done: true}", Fault(missing_done=True), {"missing_done": True}),
    ("{missing_done: false, stall: 0}", Fault(stall=Stall(after=0)), {"stall": 0}),
    ("{slow_headers: 200ms}", Fault(slow_headers=0.2), {"slow_headers": 0.2}),
    ("{slow_headers: 0}", Fault(slow_headers=0.0), {"slow_headers": 0.0}),
    ("{content_type: text/plain}", Fault(content_type="text/plain"), {"content_type": "text/plain"}),
    ("{cut_body: 0, content_length: 9}", Fault(cut_body=0, content_length=9), {"cut_body": 0, "content_length": 9}),
    ("{html_error: 502}", Fault(html_error=502), {"html_error": 502}),
    ("{empty_body: true, stall: null}", Fault(empty_body=True), {"empty_body": True}),
]

MISTAKES = [
    ("{}", f"18: a fault needs one of its keys: {LISTED}"),
    ("{missing_done: false}", f"18: a fault needs one of its keys: {LISTED}"),
    ("{stall: null}", f"18: a fault needs one of its keys: {LISTED}"),
    ("5", "18: 'fault' must be a mapping, not the number 5"),
    ("{drop_events: 1}", f"26: unknown key 'drop_events' in a fault; did you mean 'drop_event'? Known keys: {LISTED}"),
    ("{error_event: x}", "26: 'error_event' must be a mapping, not the text \"x\""),
    ("{error_event: {then_failed: 1}}", "40: 'then_failed' must be true or false, not the number 1"),
    (
        "{error_event: {then_fail: true}}",
        (
            "40: unknown key 'then_fail' in an error_event; did you mean 'then_failed'? "
            "Known keys: code, message, param, after, then_failed"
        ),
    ),
    ("{disconnect_after: reply}", f'26: {DISCONNECT}, not the text "reply"'),
    ("{disconnect_after: true}", f"26: {DISCONNECT}, not the boolean true"),
    ("{disconnect_after: -1}", f"26: {DISCONNECT}, not the number -1"),
    ("{disconnect_after: 1.5}", f"26: {DISCONNECT}, not the number 1.5"),
    ("{disconnect_after: {}}", f"26: {DISCONNECT}, not a mapping"),
    ("{disconnect_after: []}", f"26: {DISCONNECT}, not a list"),
    (
        "{disconnect_after: {event: 1}}",
        "45: unknown key 'event' in 'disconnect_after'; did you mean 'events'? Known keys: events, bytes",
    ),
    (
        "{disconnect_after: {point: request}}",
        "45: unknown key 'point' in 'disconnect_after'. Known keys: events, bytes",
    ),
    ("{disconnect_after: {events: -1}}", "45: 'events' must be at least 0, not the number -1"),
    ("{disconnect_after: {bytes: a}}", "45: 'bytes' must be a whole number, not the text \"a\""),
    ("{truncate_after: -1}", "26: 'truncate_after' must be at least 0, not the number -1"),
    ("{truncate_after: last}", "26: 'truncate_after' must be a whole number, not the text \"last\""),
    ("{stall: forever}", f'26: {STALL}, not the text "forever"'),
    ("{stall: -1}", f"26: {STALL}, not the number -1"),
    ("{stall: {for: 1s}}", "26: a stall needs 'after'"),
    ("{stall: {after: 1, duration: 1s}}", "44: unknown key 'duration' in a stall. Known keys: after, for"),
    ("{stall: {after: 1, for: long}}", f'44: {DURATION}, not the text "long"'),
    ("{stall: {after: x}}", "34: 'after' must be a whole number, not the text \"x\""),
    ("{stall: {aftr: 1}}", "34: unknown key 'aftr' in a stall; did you mean 'after'? Known keys: after, for"),
    ("{malformed_json: true}", f"26: {EVENT}, not by the boolean true"),
    ("{invalid_utf8: -1}", f"26: {EVENT}, not by the number -1"),
    ("{wrong_event_name: {}}", f"26: {EVENT}, not by a mapping"),
    ("{wrong_sequence_number: 1.5}", f"26: {EVENT}, not by the number 1.5"),
    ('{duplicate_event: "1"}', f'26: {EVENT}, not by the text "1"'),
    ('{drop_event: ""}', f'26: {EVENT}, not by the text ""'),
    ("{reorder_events: [1, 2]}", f"26: {EVENT}, not by a list"),
    ("{missing_done: 1}", "26: 'missing_done' must be true or false, not the number 1"),
    ("{slow_headers: slow}", f'26: {DURATION}, not the text "slow"'),
    ("{slow_headers: -1}", f"26: {DURATION}, not the number -1"),
    ("{content_type: ''}", "26: 'content_type' must not be empty"),
    ('{content_type: "a\\nb"}', '26: the text "a\\nb" cannot stand in an HTTP header'),
    ("{content_type: 5}", "26: 'content_type' must be a text, not the number 5; put it in quotes: \"5\""),
    ("{cut_body: -1}", "26: 'cut_body' must be at least 0, not the number -1"),
    ("{content_length: 1.5}", "26: 'content_length' must be a whole number, not the number 1.5"),
    ("{html_error: 200}", "26: 'html_error' must be at least 400, not the number 200"),
    ("{html_error: 600}", "26: 'html_error' must be at most 599, not the number 600"),
    ("{html_error: true}", "26: 'html_error' must be a whole number, not the boolean true"),
    ('{empty_body: "yes"}', "26: 'empty_body' must be true or false, not the text \"yes\""),
]


@pytest.mark.parametrize(("fault", "value", "short"), GOOD, ids=[fault for fault, *_ in GOOD])
def test_a_fault_is_read_and_dumped(fault: str, value: Fault, short: Json) -> None:
    reply = f"{{auto: true, fault: {fault}}}"

    assert AutoReply(fault=value) == read(reply) == read_again(read(reply))
    assert short == dumped(reply)["fault"]
    assert allowed(reply)


@pytest.mark.parametrize(("fault", "expected"), MISTAKES, ids=[fault for fault, _ in MISTAKES])
def test_a_mistake_is_told(fault: str, expected: str) -> None:
    assert expected == mistake(f"{{fault: {fault}}}")
    assert not allowed(f"{{fault: {fault}}}")


@pytest.mark.parametrize(("value", "short"), [(value, short) for _, value, short in GOOD], ids=str)
def test_the_names_of_a_fault_are_its_keys(value: Fault, short: dict[str, Json]) -> None:
    assert tuple(short) == value.names()


def test_names_come_in_the_order_of_the_table() -> None:
    every = dict.fromkeys(NAMES, 0) | {"html_error": 500, "content_type": "a", "error_event": {}}

    fault = Fault.model_validate({**every, "empty_body": True, "missing_done": True})

    assert tuple(NAMES) == fault.names()


def test_only_events_are_counted_before_a_disconnect() -> None:
    with pytest.raises(ValidationError, match="nothing is counted after 'headers'"):
        Disconnect(point="headers", events=1)
