"""Answers that nobody read to the end."""

import pytest

from mockserver.session.exchange import Delivery, Outcome
from mockserver.values import Call
from tests.session.client import BEARER
from tests.session.verification.runs import Run

SLOW = "stubs: [{reply: {output: [{message: Hi.}], stream: {first: 1s}}}]"


def told(outcome: Outcome, background: bool = False) -> Run:
    run = Run(SLOW)
    run.ask(stream=True, background=background)
    run.session.journal.deliver(1, Delivery(outcome, 0.25))
    return run


def test_a_client_that_hangs_up_early_is_told() -> None:
    finding = told("left").of("unread_reply")
    assert ("warn", 1) == (finding.severity, finding.call)
    assert "it hung up after 0.25 s" in finding.message


@pytest.mark.parametrize("outcome", ["complete", "under_way", "cut"])
def test_an_answer_that_came_as_it_was_meant_is_fine(outcome: Outcome) -> None:
    assert [] == told(outcome).findings()


@pytest.mark.parametrize("operation", ["responses.retrieve", "responses.cancel"])
def test_a_client_that_comes_back_for_its_answer_is_fine(operation: str) -> None:
    run = told("left", background=True)
    [exchange] = run.session.journal
    run.session.handle(Call(operation, BEARER, {}, path={"response_id": exchange.response["id"]}))
    assert [] == run.findings()


def test_what_the_journal_forgot_is_still_told() -> None:
    run = told("left")
    run.forget()
    assert 1 == run.of("unread_reply").call
