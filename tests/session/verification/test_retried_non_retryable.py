"""Calls made again though the answer was final."""

from typing import Any

import pytest

from tests.session.verification.runs import Run


def stub(status: int, headers: str = "{}") -> str:
    return f"stubs: [{{reply: {{error: {{status: {status}, headers: {headers}}}}}}}]"


@pytest.mark.parametrize("retry", [0, None], ids=["counted", "bare"])
@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_final_error_is_not_tried_again(status: int, retry: int | None) -> None:
    run = Run(stub(status))
    run.ask(retry=retry)
    run.wait(1)
    run.ask(retry=retry)
    finding = run.of("retried_non_retryable")
    assert ("warn", 2) == (finding.severity, finding.call)
    assert f"call 1 was answered {status}" in finding.message


def test_a_retry_that_the_sdk_counts_is_told_too() -> None:
    run = Run(stub(400))
    run.ask()
    run.ask(retry=1)
    assert ["unexpected_retry", "retried_non_retryable"] == run.kinds()


def test_no_retry_is_made_where_the_answer_forbids_it() -> None:
    run = Run(stub(503, '{x-should-retry: "false"}'))
    run.ask()
    run.ask()
    assert "x-should-retry: false" in run.of("retried_non_retryable").message


def test_a_refusal_is_final() -> None:
    run = Run("stubs: [{when: {last_user: Hello}, reply: [{message: Hi.}]}]")
    run.ask("Hallo")
    run.ask("Hallo")
    assert ["miss", "miss", "retried_non_retryable"] == run.kinds()


def test_however_often_it_is_tried_it_is_told_once() -> None:
    run = Run(stub(400))
    for _ in range(4):
        run.ask()
    assert 1 == run.kinds().count("retried_non_retryable")


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_other_errors_may_be_tried_again(status: int) -> None:
    run = Run(stub(status))
    run.ask()
    run.ask()
    assert [] == run.findings()


def test_an_answer_may_invite_to_try_again() -> None:
    run = Run(stub(400, '{x-should-retry: "true"}'))
    run.ask()
    run.ask()
    assert [] == run.findings()


@pytest.mark.parametrize("change", [{"input": "Ho"}, {"stream": True}, {"model": "gpt-6"}], ids=str)
def test_another_call_is_no_repetition(change: dict[str, Any]) -> None:
    run = Run(stub(400))
    run.ask()
    run.ask(**change)
    assert [] == run.findings()


def test_calls_side_by_side_repeat_nothing() -> None:
    run = Run("stubs: [{reply: {error: {status: 400}, fault: {slow_headers: 2s}}}]")
    run.ask()
    run.ask()
    assert [] == run.findings()


def test_a_call_that_was_mended_is_another() -> None:
    run = Run("stubs: [{reply: [{message: Hi.}]}]")
    run.ask(temperature="hot")
    run.ask()
    assert ["violation"] == run.kinds()
