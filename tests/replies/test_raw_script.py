"""Replies given as bytes."""

from base64 import b64encode

import pytest

from mockserver.session.session import Session
from mockserver.values import Burst, Json
from tests.replies.told import ask, session_of, tell

BYTES = bytes(range(256))


@pytest.mark.parametrize("stream", [False, True])
def test_every_byte_leaves_as_it_was_written(stream: bool) -> None:
    assert BYTES == tell({"raw": {"base64": b64encode(BYTES).decode()}}, stream=stream).body


@pytest.mark.parametrize(
    ("stream", "expected"), [(False, b"application/json"), (True, b"text/event-stream; charset=utf-8")]
)
def test_content_type_is_what_the_call_asks_for(stream: bool, expected: bytes) -> None:
    assert expected == dict(tell({"raw": "x"}, stream=stream).headers)[b"content-type"]


def test_status_and_headers_are_the_authors() -> None:
    reply = tell({"raw": {"text": "no", "status": 418, "headers": {"Content-Type": "text/plain", "x-tea": "pot"}}})

    assert (418, b"text/plain", b"pot") == (
        reply.status,
        *(dict(reply.headers)[n] for n in (b"content-type", b"x-tea")),
    )
    assert b"2" == dict(reply.headers)[b"content-length"]


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        ({"chunks": [2, 3]}, [Burst(0, b"ab"), Burst(0, b"cde"), Burst(0, b"fgh")]),
        ({"chunks": [2, "rest"], "first": "1s", "between": "2s"}, [Burst(1, b"ab"), Burst(3, b"cdefgh")]),
        ({"gates": [{"name": "go", "before": 0}]}, [Burst(0, b"abcdefgh", "go")]),
    ],
    ids=["pieces", "paced", "gate"],
)
def test_pieces_leave_one_by_one(stream: Json, expected: list[Burst]) -> None:
    bursts = tell({"raw": "abcdefgh", "stream": stream}, stream=True).bursts

    assert expected == [burst for burst in bursts if burst.data]


@pytest.mark.parametrize("name", ["wrong_sequence_number", "wrong_event_name"])
def test_pieces_have_neither_number_nor_name(name: str) -> None:
    session = session_of({"raw": "abcd", "stream": {"chunks": [2]}, "fault": {name: 1}})

    assert b"abcd" == ask(session, stream=True).body
    exchange = [*session.journal][-1]
    assert ((), (name,)) == (exchange.faults, exchange.idle_faults)


def test_a_retry_is_invited_by_the_status_and_by_faults() -> None:
    session = session_of({"raw": {"text": "no", "status": 503}}, {"raw": "x", "fault": {"cut_body": 0}}, {"raw": "x"})

    assert [1, 2, None] == [_retried(session, text) for text in "012"]


def _retried(session: Session, text: str) -> int | None:
    ask(session, text)
    ask(session, text)
    number = [*session.journal][-1].retry_of
    return None if number is None else [None, 1, None, 2][number]
