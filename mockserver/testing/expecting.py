"""Calls that a test wants refused."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from mockserver.session.diagnosis import written
from mockserver.session.exchange import Exchange
from mockserver.session.masking import masked_text
from mockserver.session.refusal import NO_MATCH
from mockserver.testing.failure import VerificationError
from mockserver.values import Place, ScenarioError, Violation, words

Wanted: TypeAlias = bool | str | None
"""What is waited for: anything, something of this name or with these words, or nothing of the kind."""

_ONE_OF_TWO = "expecting() wants violation=… or miss=…: True for any, the rule, code or param, or words of the miss"


class Covered(NamedTuple):
    """A finding that does not fail the test: its kind, and the number of its call."""

    kind: str
    call: int


class Expectation(NamedTuple):
    """Which refusal a test waits for."""

    violation: Wanted = None
    miss: Wanted = None

    def check(self, place: Place) -> None:
        """Raise `ScenarioError` unless it says one thing."""
        if bool(self.violation) == bool(self.miss):
            raise ScenarioError(place, _ONE_OF_TWO)

    def covered(self, exchanges: Iterable[Exchange]) -> Iterator[Covered]:
        """Find what was waited for."""
        for exchange in exchanges:
            if self.violation and any(self._is_wanted(one) for one in broken(exchange)):
                yield Covered("violation", exchange.number)
            if self.miss and self._is_wanted_miss(exchange):
                yield Covered("miss", exchange.number)

    def unmet(self, exchanges: Iterable[Exchange]) -> VerificationError:
        """Say what came instead."""
        wanted = f"a violation of {self.violation!r}" if self.violation else f"a miss with {self.miss!r}"
        any_of = "a violation" if self.violation else "a miss"
        came = [line for exchange in exchanges for line in _told(exchange)] or ["no call was made"]
        head = any_of if True in self else wanted
        return VerificationError("\n".join((f"{head} was expected, and did not come", *(f"  {one}" for one in came))))

    def _is_wanted(self, violation: Violation) -> bool:
        names = (violation.rule, violation.code, violation.param)
        return self.violation is True or self.violation in names

    def _is_wanted_miss(self, exchange: Exchange) -> bool:
        if exchange.problem != NO_MATCH:
            return False
        text = written(exchange.diagnosis) if exchange.diagnosis else ""
        return self.miss is True or str(self.miss) in text


def broken(exchange: Exchange) -> tuple[Violation, ...]:
    """List what a call broke, the violation first that it was refused for."""
    first = (exchange.refusal,) if exchange.refusal else ()
    return (*first, *(one for one in exchange.violations if one not in first))


def _told(exchange: Exchange) -> Iterator[str]:
    """Tell in a few lines what became of a call."""
    what = exchange.played or exchange.problem or "refused"
    yield f"call {exchange.number} ({exchange.asked.operation}): {exchange.status}, {what}"
    for one in broken(exchange):
        yield masked_text(f"  {one.rule} (code {one.code}, param {one.param}): {words(one)}")
