"""The API's error body."""

import json

import pytest

from mockserver.wire.errors import error_reply, error_type


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, "invalid_request_error"),
        (401, "invalid_request_error"),
        (403, "permission_error"),
        (404, "invalid_request_error"),
        (429, "rate_limit_error"),
        (500, "server_error"),
        (503, "server_error"),
    ],
)
def test_the_type_follows_from_the_status(status: int, expected: str) -> None:
    assert expected == error_type(status)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, "invalid_request"),
        (401, "invalid_request"),
        (403, "invalid_request"),
        (404, "not_found"),
        (429, "too_many_requests"),
        (500, "server_error"),
        (503, "server_error"),
    ],
)
def test_the_type_is_a_word_of_open_responses(status: int, expected: str) -> None:
    reply = error_reply(status, "No.", dialect="open-responses")

    assert (expected, expected) == (error_type(status, "open-responses"), json.loads(reply.body)["error"]["type"])


def test_an_error_has_all_four_keys() -> None:
    reply = error_reply(400, "No.")
    error = {"message": "No.", "type": "invalid_request_error", "param": None, "code": None}

    assert {"error": error} == json.loads(reply.body)


def test_what_is_given_is_kept() -> None:
    reply = error_reply(500, "No.", type="odd", param="input", code="why")

    assert {"message": "No.", "type": "odd", "param": "input", "code": "why"} == json.loads(reply.body)["error"]


def test_headers_come_once_and_the_length_is_true() -> None:
    reply = error_reply(400, "No.", headers={"Content-Type": "text/html", "Content-Length": "5", "X-A": "\xff"})
    length = b"%d" % len(reply.body)

    assert ((b"content-type", b"text/html"), (b"content-length", length), (b"x-a", b"\xff")) == reply.headers
