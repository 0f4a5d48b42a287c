"""Faults of whole replies, as a session plans them and its journal names them."""

import pytest

from mockserver.values import Burst, Dialect, Json
from mockserver.wire import sse
from tests.replies.told import ask, body_of, events_of, session_of, tell

OUTPUT = [{"message": "One two three"}]


def spoilt(fault: Json) -> Json:
    return {"output": OUTPUT, "fault": fault}


@pytest.mark.parametrize(
    ("fault", "stream", "expected"),
    [
        ({"drop_event": 1}, True, (("drop_event",), ())),
        ({"drop_event": 1}, False, ((), ("drop_event",))),
        ({"error_event": {}}, False, (("error_event",), ())),
        ({"cut_body": 1, "missing_done": True}, False, (("cut_body",), ("missing_done",))),
        ({"content_length": 1}, True, ((), ("content_length",))),
        ({"missing_done": True}, True, ((), ("missing_done",))),
        ({"html_error": 500, "drop_event": 1}, True, (("html_error",), ("drop_event",))),
    ],
    ids=str,
)
def test_the_journal_names_what_shows_and_what_does_not(
    fault: Json, stream: bool, expected: tuple[object, object]
) -> None:
    session = session_of(spoilt(fault))
    ask(session, stream=stream)
    [exchange] = session.journal

    assert expected == (exchange.faults, exchange.idle_faults)


def test_a_fault_without_a_form_changes_nothing() -> None:
    assert tell(OUTPUT).body == tell(spoilt({"drop_event": 1})).body


@pytest.mark.parametrize(
    ("fault", "ending"),
    [
        ({"disconnect_after": "request"}, "hang_up"),
        ({"disconnect_after": "headers"}, "hang_up"),
        ({"disconnect_after": 2}, "hang_up"),
        ({"stall": 2}, "hang"),
        ({"truncate_after": 2}, "complete"),
    ],
    ids=str,
)
def test_a_stream_ends_in_this_way(fault: Json, ending: str) -> None:
    assert ending == tell(spoilt(fault), stream=True).ending


def test_before_the_headers_nothing_leaves() -> None:
    assert () == tell(spoilt({"disconnect_after": "request"}), stream=True).bursts


def test_after_the_headers_only_they_have_left() -> None:
    assert [Burst(0, b"")] == [*tell(spoilt({"disconnect_after": "headers"}), stream=True).bursts]


def test_a_stream_may_claim_another_content_type() -> None:
    assert b"text/html" == dict(tell(spoilt({"content_type": "text/html"}), stream=True).headers)[b"content-type"]


def test_late_headers_are_a_late_beginning() -> None:
    assert {1.5} == {burst.due for burst in tell(spoilt({"slow_headers": "1.5s"}), stream=True).bursts}


@pytest.mark.parametrize(("dialect", "left"), [("openai", b""), ("open-responses", b"data: [DONE]\n\n")])
def test_done_can_be_missing(dialect: Dialect, left: bytes) -> None:
    whole, without = tell(OUTPUT, dialect, stream=True), tell(spoilt({"missing_done": True}), dialect, stream=True)

    assert whole.body == without.body + left


def test_error_then_failed() -> None:
    events = events_of(tell(spoilt({"error_event": {"after": 3, "then_failed": True}}), stream=True))

    assert ["error", "response.failed"] == [event["type"] for event in events][3:]


def test_the_session_goes_on_as_if_there_were_no_fault() -> None:
    session = session_of(spoilt({"malformed_json": "last"}))
    first = sse.decode(tell(OUTPUT, stream=True).body)[-1]["response"]
    ask(session, stream=True)

    assert 200 == ask(session, previous_response_id=first["id"]).status


def test_an_http_error_can_have_faults_too() -> None:
    error = {"error": {"status": 429}, "fault": {"slow_headers": "1s"}}

    assert (429, 1.0) == (tell(error).status, next(iter(tell(error).bursts)).due)
    assert "rate_limit_error" == body_of(tell(error))["error"]["type"]


def test_long_replies_are_made_while_they_leave() -> None:
    text = "word " * 20_000
    session = session_of([{"message": text}])
    bursts = ask(session, stream=True).bursts

    assert not isinstance(bursts, tuple)
    assert max(len(burst.data) for burst in bursts) < 600_000
    assert text == "".join(e["delta"] for e in events_of(ask(session, stream=True)) if e["type"].endswith(".delta"))


def test_json_waits_for_as_long_as_its_stream_would_take() -> None:
    paced = {"output": OUTPUT, "stream": {"first": "1s", "between": "1s", "gates": [{"name": "go", "before": "last"}]}}

    assert [Burst(3, tell(OUTPUT).body, "go")] == [*tell(paced).bursts]


def test_faults_that_name_a_type_mean_the_same_event() -> None:
    dropped = tell(spoilt({"drop_event": "response.output_text.delta"}), stream=True)
    both = tell(
        spoilt({"drop_event": "response.output_text.delta", "wrong_sequence_number": "response.output_text.delta"}),
        stream=True,
    )

    assert dropped.body == both.body
