"""Faults of answers that are one body."""

import orjson
import pytest

from mockserver.replies.body_faults import Body
from mockserver.replies.faulty import Faults
from mockserver.scenario.model import Fault
from mockserver.values import Burst, Json, Reply

DATA = b'{"object":"response"}'
HEADERS = ((b"content-type", b"application/json"), (b"content-length", b"21"))


def spoilt(fault: Json) -> Reply:
    return Faults(Fault.model_validate(fault)).spoil_body(Body(200, HEADERS, DATA))


def test_without_a_fault_it_is_as_it_was() -> None:
    assert Reply(200, HEADERS, (Burst(0, DATA),)) == Faults(None).spoil_body(Body(200, HEADERS, DATA))


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"disconnect_after": "request"}, (200, (), "hang_up")),
        ({"disconnect_after": "headers"}, (200, (Burst(0, b""),), "hang_up")),
        ({"disconnect_after": 3}, (200, (Burst(0, b""),), "hang_up")),
        ({"cut_body": 5}, (200, (Burst(0, DATA[:5]),), "hang_up")),
        ({"stall": 0}, (200, (Burst(0, b""),), "hang")),
        ({"stall": {"after": 0, "for": "1s"}}, (200, (Burst(0, b""), Burst(1, DATA)), "complete")),
        (
            {"stall": {"after": 0, "for": "1s"}, "slow_headers": "2s"},
            (200, (Burst(2, b""), Burst(3, DATA)), "complete"),
        ),
        ({"stall": {"after": 0, "for": "1s"}, "disconnect_after": "request"}, (200, (), "hang_up")),
        ({"slow_headers": "2s"}, (200, (Burst(2, DATA),), "complete")),
        ({"empty_body": True}, (200, (Burst(0, b""),), "complete")),
        ({"drop_event": 1}, (200, (Burst(0, DATA),), "complete")),
    ],
    ids=str,
)
def test_this_leaves(fault: Json, expected: tuple[int, tuple[Burst, ...], str]) -> None:
    reply = spoilt(fault)

    assert expected == (reply.status, reply.bursts, reply.ending)


@pytest.mark.parametrize(
    ("length", "ending"), [(5, "hang_up"), (21, "complete"), (99, "hang_up")], ids=["too few", "right", "too many"]
)
def test_a_wrong_length_is_declared(length: int, ending: str) -> None:
    reply = spoilt({"content_length": length})

    assert (b"%d" % length, DATA, ending) == (dict(reply.headers)[b"content-length"], reply.body, reply.ending)


def test_an_html_page_takes_the_place_of_the_answer() -> None:
    reply = spoilt({"html_error": 502})
    headers = dict(reply.headers)

    assert (502, b"text/html; charset=utf-8") == (reply.status, headers[b"content-type"])
    assert (b"<h1>502 Bad Gateway</h1>" in reply.body, len(reply.body)) == (True, int(headers[b"content-length"]))


def test_another_content_type_is_claimed() -> None:
    assert b"text/plain" == dict(spoilt({"content_type": "text/plain"}).headers)[b"content-type"]


@pytest.mark.parametrize("name", ["malformed_json", "invalid_utf8"])
def test_a_spoilt_body_is_declared_in_its_length(name: str) -> None:
    reply = spoilt({name: 0})

    assert len(reply.body) == int(dict(reply.headers)[b"content-length"])
    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(reply.body)


def test_faults_go_together() -> None:
    reply = spoilt({"slow_headers": "1s", "html_error": 500, "cut_body": 9})

    assert (500, (Burst(1, b"<!doctype"),), "hang_up") == (reply.status, reply.bursts, reply.ending)


def test_faults_without_a_form_are_told() -> None:
    effect = Faults(Fault.model_validate({"drop_event": 1, "cut_body": 9, "content_length": 3})).effect_on_body()

    assert (("cut_body", "content_length"), ("drop_event",)) == effect


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"stall": {"after": 0, "for": "1s"}}, (Burst(0, b"", "a"), Burst(0, b"", "b"), Burst(1, DATA))),
        ({"cut_body": 5}, (Burst(0, b"", "a"), Burst(0, DATA[:5], "b"))),
        ({"disconnect_after": "request"}, ()),
    ],
    ids=str,
)
def test_gates_stand_before_all_that_leaves(fault: Json, expected: tuple[Burst, ...]) -> None:
    body = Body(200, HEADERS, DATA, gates=("a", "b"))

    assert expected == Faults(Fault.model_validate(fault)).spoil_body(body).bursts


def test_what_has_no_brace_is_spoilt_too() -> None:
    spoilt_body = Faults(Fault.model_validate({"malformed_json": 0})).spoil_body(Body(200, HEADERS, b"[1]"))

    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(spoilt_body.body)
