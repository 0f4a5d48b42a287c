"""How long clients wait before they try again, and how often they do."""

from itertools import chain

import pytest

from mockserver.http.clock import ManualClock
from mockserver.session.clock import Stopped
from tests.session.verification.runs import Run


def attempts(*replies: str) -> str:
    return f"steps: [{{attempts: [{', '.join([*replies, '[{message: Done.}]'])}]}}]"


def error(status: int, **headers: str) -> str:
    return f"{{error: {{status: {status}, headers: {headers}}}}}"


def tried(run: Run, *waits: float) -> Run:
    """Call, and try again after each wait."""
    for count, wait in enumerate(chain([0.0], waits)):
        run.wait(wait)
        run.ask(retry=count)
    return run


TOLD = attempts(error(429, **{"retry-after": "2"}))
UNTOLD = attempts(*[error(409)] * 2)


def test_a_client_that_comes_back_too_soon_is_told() -> None:
    finding = tried(Run(TOLD), 0.5).of("ignored_retry_after")
    assert ("warn", 2) == (finding.severity, finding.call)
    assert "came back after 0.5 s, where 2 s were asked for" in finding.message


@pytest.mark.parametrize("wait", [1.85, 2.0, 60.0])
def test_a_client_may_wait_as_long_as_it_was_told(wait: float) -> None:
    assert [] == tried(Run(TOLD), wait).findings()


def test_milliseconds_come_before_seconds() -> None:
    told = attempts(error(429, **{"retry-after": "2", "retry-after-ms": "100"}))
    assert [] == tried(Run(told), 0.1).findings()
    assert ["ignored_retry_after"] == tried(Run(told), 0.05).kinds()


@pytest.mark.parametrize("value", ["soon", "Wed, 21 Oct 2026 07:28:00 GMT", "nan"])
def test_what_tells_no_seconds_tells_nothing(value: str) -> None:
    assert [] == tried(Run(attempts(error(429, **{"retry-after": value}))), 0.0).findings()


def test_the_millisecond_that_we_add_ourselves_is_no_demand() -> None:
    assert [] == tried(Run(attempts("{error: {status: 429}}")), 0.0).findings()


def test_retries_without_any_wait_are_told() -> None:
    finding = tried(Run(UNTOLD), 0.001, 0.002).of("no_backoff")
    assert ("warn", 3) == (finding.severity, finding.call)
    assert "call 1 was tried again 2 times without a wait" in finding.message


@pytest.mark.parametrize("waits", [(0.5, 1.0), (0.0, 0.5), (0.02, 0.0)])
def test_a_client_that_waits_once_knows_how(waits: tuple[float, ...]) -> None:
    assert [] == tried(Run(UNTOLD), *waits).findings()


def test_a_single_retry_may_come_at_once() -> None:
    assert [] == tried(Run(attempts(error(409))), 0.0).findings()


def test_no_wait_is_wanted_where_the_answer_told_another() -> None:
    assert [] == tried(Run(attempts(*["{error: {status: 500}}"] * 2)), 0.0, 0.0).findings()


@pytest.mark.parametrize("clock", [Stopped(), ManualClock()], ids=["stopped", "manual"])
@pytest.mark.parametrize("scenario", [TOLD, UNTOLD], ids=["told", "untold"])
def test_a_clock_that_stands_still_says_nothing(scenario: str, clock: Stopped | ManualClock) -> None:
    run = Run(scenario, clock=clock)
    if isinstance(clock, ManualClock):
        clock.advance(1)
    assert [] == tried(run, *[0.0] * scenario.count("status")).findings()


def test_many_retries_are_a_storm() -> None:
    finding = tried(Run(attempts(*[error(503)] * 6)), *[0.5] * 6).of("retry_storm")
    assert ("warn", 7) == (finding.severity, finding.call)
    assert "the retries are calls 2, 3, 4, 5, 6, 7;" in finding.message


def test_five_retries_are_none() -> None:
    assert [] == tried(Run(attempts(*[error(503)] * 5)), *[0.5] * 5).findings()


def test_a_loop_around_the_client_makes_a_storm_too() -> None:
    run = Run(f"stubs: [{{reply: {error(503)}}}]")
    for _ in range(7):
        run.ask()
        run.wait(0.5)
    assert ["retry_storm"] == run.kinds()


def test_clients_side_by_side_are_judged_each_for_itself() -> None:
    run = Run(attempts(error(429, **{"retry-after": "2"})))
    run.ask()
    run.ask()
    run.wait(2)
    run.ask(retry=1)
    run.ask(retry=1)
    assert [] == run.findings()
