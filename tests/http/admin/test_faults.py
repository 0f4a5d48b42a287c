"""Faults by the admin API."""

from typing import Any

import pytest

from tests.http.admin.steering import HELLO, Steering

PATH = "sessions/default/faults"


def test_a_fault_strikes_as_often_as_it_was_told_to() -> None:
    steering = Steering(HELLO)
    told = steering.ask("POST", PATH, {"fault": {"html_error": 503}, "times": 2})
    first = steering.call("hi").status
    [left] = steering.ask("GET", PATH).body["faults"]

    assert (201, {"fault": {"html_error": 503}, "when": None, "times": 2, "left": 2}) == (told.status, told.body)
    assert (503, 1, 503, 200) == (first, left["left"], steering.call("hi").status, steering.call("hi").status)
    assert [] == steering.ask("GET", PATH).body["faults"]


def test_a_fault_strikes_what_it_was_meant_for() -> None:
    steering = Steering(HELLO)
    steering.ask("POST", PATH, {"fault": {"empty_body": True}, "when": {"last_user": {"$contains": "eld"}}})

    assert [True, False] == [bool(steering.call(text).body) for text in ("hi", "held")]


def test_a_fault_is_named_in_the_journal() -> None:
    steering = Steering(HELLO)
    steering.ask("POST", PATH, {"fault": {"truncate_after": 2}})
    steering.call("hi", stream=True)
    [exchange] = steering.ask("GET", "sessions/default/journal").body["exchanges"]

    assert (["truncate_after"], 2) == (exchange["reply"]["faults"], len(exchange["reply"]["events"]))


def test_faults_are_taken_back() -> None:
    steering = Steering(HELLO)
    for _ in range(2):
        steering.ask("POST", PATH, {"fault": {"html_error": 503}})

    assert (204, [], 200) == (
        steering.ask("DELETE", PATH).status,
        steering.ask("GET", PATH).body["faults"],
        steering.call("hi").status,
    )


def test_a_fault_strikes_its_session_only() -> None:
    steering = Steering(HELLO)
    steering.ask("POST", "sessions", {"name": "a"})
    steering.ask("POST", "sessions/a/faults", {"fault": {"html_error": 503}})

    assert [200, 503] == [steering.call("hi", session).status for session in ("default", "a")]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"fault": {"html_error": 503}, "when": {"last_user": 1}}, "last_user"),
        ({"fault": {"stall": "x"}}, "stall"),
        ({"fault": {"slow_headers": "1 s"}}, "slow_headers"),
        ({"fault": {"html_error": 200}}, "html_error"),
    ],
)
def test_a_fault_that_cannot_be_meant_is_refused(body: Any, word: str) -> None:
    steering = Steering(HELLO)
    told = steering.ask("POST", PATH, body)

    assert told.status in {400, 409}
    assert word in told.message
    assert [] == steering.ask("GET", PATH).body["faults"]
