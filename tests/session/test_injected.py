"""Faults that strike the next calls."""

from pathlib import Path
from typing import Any

import pytest

from mockserver.contract.contract import Contract
from mockserver.scenario.load import loads
from mockserver.scenario.model import Fault
from mockserver.session.exchange import Exchange
from mockserver.session.session import Session
from mockserver.session.verification import verify
from mockserver.values import Call, ScenarioError

CONTRACTS = Path(__file__).parent.parent.parent / "contracts"
SCENARIO = """
steps:
  - when: {last_user: hi}
    attempts:
      - {error: {status: 500}}
      - [{message: Hello}]
  - when: {last_user: more}
    reply: [{message: More}]
stubs:
  - when: {last_user: plain}
    reply: [{message: Plain}]
  - when: {operation: responses.input_tokens}
    reply: {input_tokens: 7}
"""
HTML = Fault(html_error=503)
OPERATION = "responses.create"


def opened(scenario: str = SCENARIO, **how: Any) -> Session:
    return Session(Contract.shipped(CONTRACTS, "openai"), [loads(scenario, "one.yaml")], **how)


def call(session: Session, text: str, operation: str = OPERATION, **more: Any) -> Exchange:
    """Let a client call, and give what the journal has of it."""
    headers = {"authorization": "Bearer key", **more.pop("headers", {})}
    session.handle(Call(operation, headers, {"model": "gpt-5", "input": text, **more}))
    latest: Exchange = [*session.journal][-1]
    return latest


def test_without_faults_nothing_is_struck() -> None:
    assert ((), 200) == (call(opened(), "plain").faults, call(opened(), "plain").status)


def test_a_fault_strikes_once_unless_more_is_said() -> None:
    session = opened()
    session.faults.inject(HTML)

    assert [503, 200, 200] == [call(session, "plain", store=number).status for number in (True, False, None)]


def test_what_was_struck_is_named() -> None:
    session = opened()
    session.faults.inject({"truncate_after": 1, "html_error": None})
    struck = call(session, "plain", stream=True)

    assert (("truncate_after",), 1) == (struck.faults, len(struck.events))


def test_a_fault_without_a_form_is_told_to_be_idle() -> None:
    session = opened()
    session.faults.inject({"drop_event": 2})

    assert ((), ("drop_event",)) == (call(session, "plain").faults, [*session.journal][-1].idle_faults)


@pytest.mark.parametrize(
    ("when", "struck"),
    [
        (None, [True, True]),
        ({}, [True, False]),
        ({"last_user": "plain"}, [True, False]),
        ({"last_user": "else"}, [False, False]),
        ({"operation": "responses.input_tokens"}, [False, True]),
        ({"operation": "responses.input_tokens", "model": "gpt-4"}, [False, False]),
    ],
)
def test_a_fault_strikes_the_calls_it_is_meant_for(when: Any, struck: list[bool]) -> None:
    session = opened()
    session.faults.inject(HTML, times=2, when=when)
    calls = [call(session, "plain", operation) for operation in (OPERATION, "responses.input_tokens")]

    assert struck == [one.status == 503 for one in calls]


def test_the_oldest_fault_that_matches_strikes_first() -> None:
    session = opened()
    session.faults.inject({"html_error": 501}, when={"last_user": "else"})
    session.faults.inject({"html_error": 502})
    session.faults.inject({"html_error": 503}, times=2)

    assert [502, 503] == [call(session, text).status for text in ("plain", "hi")]
    assert [(501, 1), (503, 1)] == [(one.fault.html_error, one.left) for one in session.faults]


def test_faults_are_taken_back() -> None:
    session = opened()
    session.faults.inject(HTML)
    session.faults.clear()

    assert ([], 200) == ([*session.faults], call(session, "plain").status)


def test_a_call_that_is_refused_uses_no_fault_up() -> None:
    session = opened()
    session.faults.inject(HTML)
    refused = [call(session, "else"), call(session, "plain", temperature="hot")]

    assert [400, 400, 503] == [one.status for one in (*refused, call(session, "plain"))]


def test_a_retry_gets_what_the_fault_kept_back() -> None:
    session, untouched = opened(), opened()
    session.faults.inject(HTML, times=2)
    struck = [call(session, "plain") for _ in range(3)]

    assert [503, 503, 200] == [one.status for one in struck]
    assert [None, 1, 1] == [one.retry_of for one in struck]
    assert call(untouched, "plain").output == struck[-1].output
    assert [] == [one.kind for one in verify(session) if one.severity == "error" and one.kind != "unplayed"]


def test_a_fault_uses_no_attempt_up() -> None:
    session = opened()
    session.faults.inject(HTML)

    assert [503, 500, 200] == [call(session, "hi").status for _ in range(3)]
    assert not any(one.unexpected_retry for one in session.journal)


def test_a_fault_may_strike_a_retry() -> None:
    session = opened()
    first = call(session, "hi").status
    session.faults.inject(HTML)

    assert [500, 503, 200] == [first, *(call(session, "hi").status for _ in range(2))]


def test_a_retry_too_many_is_still_unexpected() -> None:
    session = opened()
    session.faults.inject(HTML)
    counted = [call(session, "plain", headers={"x-stainless-retry-count": str(count)}) for count in range(3)]

    assert [False, False, True] == [one.unexpected_retry for one in counted]


def test_the_session_goes_on_as_if_nothing_had_happened() -> None:
    session = opened("steps:\n- reply: [{message: One}]\n- reply: [{message: Two}]\n")
    session.faults.inject({"truncate_after": 3})
    first = call(session, "hi", stream=True)
    base = first.node.base if first.node else ""

    assert "Two" in str(call(session, "on", previous_response_id=f"resp_{base}00").output)


def test_each_answer_has_a_request_id_of_its_own() -> None:
    session = opened()
    session.faults.inject(HTML, times=2)
    ids = [dict(call(session, "hi").reply.headers).get(b"x-request-id") for _ in range(4)]

    assert 4 == len({*ids})


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"fault": {}}, "a fault needs one of its keys"),
        ({"fault": {"html_eror": 500}}, "did you mean 'html_error'?"),
        ({"fault": {"html_error": 200}}, "$.fault.html_error"),
        ({"fault": HTML, "times": 0}, "$.times"),
        ({"fault": HTML, "when": {"last_usr": ""}}, "did you mean 'last_user'?"),
        ({"fault": HTML, "when": {"input": {"$schema": {"type": "x"}}}}, "not a JSON Schema"),
        ({"fault": HTML, "when": {"last_user": {"$regex": "("}}}, "cannot be compiled"),
    ],
)
def test_a_fault_that_cannot_be_meant_is_refused(given: Any, word: str) -> None:
    session = opened()
    with pytest.raises(ScenarioError) as caught:
        session.faults.inject(**given)

    assert (True, []) == (word in caught.value.message, [*session.faults])
