"""Retries that nobody wrote an answer for."""

import pytest

from mockserver.session.exchange import Delivery
from tests.session.verification.runs import Run

ATTEMPTS = "steps: [{attempts: [{error: {status: 429}}, {error: {status: 500}}]}]"


def step(reply: str) -> str:
    return f"steps: [{{reply: {reply}}}]"


def test_a_retry_after_a_good_answer_is_an_error() -> None:
    run = Run(step("[{message: Hi.}]"))
    run.ask()
    run.ask(retry=1)
    finding = run.of("unexpected_retry")
    assert ("error", 2, "client request") == (finding.severity, finding.call, finding.blame)
    assert "call 2 (POST /v1/responses, session default) retries call 1" in finding.message


def test_a_retry_of_what_the_client_did_not_wait_for_is_told_to_be_that() -> None:
    run = Run(step("[{message: Hi.}]"))
    run.ask()
    run.session.journal.deliver(1, Delivery("left", 0.1))
    run.ask(retry=1)
    found = {finding.kind: finding.message for finding in run.findings()}["unexpected_retry"]
    assert "(the client left call 1 after 0.1 s, before the answer was over; it came once more)" in found
    assert "to mend it: let the client wait longer" in found


def test_a_retry_after_the_last_attempt_is_an_error() -> None:
    run = Run(ATTEMPTS)
    for count in range(3):
        run.ask(retry=count)
    assert "all 2 attempts had been answered" in run.of("unexpected_retry").message


@pytest.mark.parametrize(
    "reply",
    [
        "{error: {status: 429}}",
        "{error: {status: 503}}",
        "{output: [{message: Hi.}], fault: {error_event: {}}}",
        "{output: [{message: Hi.}], fault: {cut_body: 3}}",
    ],
)
def test_a_retry_of_a_single_error_is_the_authors_to_write(reply: str) -> None:
    run = Run(step(reply))
    for count in range(3):
        run.ask(retry=count)
        run.wait(1)
    finding = run.of("unscripted_retry")
    assert ("warn", "scenario", 2) == (finding.severity, finding.blame, finding.call)


def test_attempts_that_are_written_are_expected() -> None:
    run = Run(ATTEMPTS)
    run.ask()
    run.ask(retry=1)
    assert [] == run.findings()


def test_an_equal_call_is_no_retry() -> None:
    run = Run(step("[{message: Hi.}]"))
    run.ask()
    run.ask()
    assert [] == run.findings()
