"""How long clients waited before they tried again, and how long they were told to."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from mockserver.session.exchange import Exchange
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note
from mockserver.session.verification.tries import Tries

_UNITS: Final = {"retry-after-ms": 0.001, "retry-after": 1.0}
"""The headers that tell a client how long to wait, in the order in which SDKs ask them, and their units in seconds."""
_SHORTEST: Final = 0.01
"""A wait of fewer seconds says nothing: clients' timers, and the way through the machine, are no finer than this."""
_TOLERANCE: Final = 0.1
"""The share of a wait that may be missing, since clients' timers and ours do not begin at the same moment."""
_MANY: Final = 5
"""More retries of one call are a storm; the official SDKs stop after two, and generous clients after five."""
_RETRIES_WITHOUT_WAIT: Final = 2
"""A single retry at once is how clients treat a lost connection; the second one makes it a habit."""


def ignored_retry_after(evidence: Evidence) -> Iterator[Note]:
    """Find calls that came back sooner than the answer asked for."""
    for tries in evidence.tries if evidence.tells_time else ():
        for first, again in pairwise(tries):
            asked = told_wait(evidence.told(first).headers)
            waited = _waited(first, again)
            if asked is not None and asked >= _SHORTEST and waited < asked * (1 - _TOLERANCE):
                yield _note(
                    evidence,
                    first,
                    again,
                    f"{evidence.name(again)} came back after {waited:.3g} s, where {asked:.3g} s were asked for",
                    f"call {first.number} was answered {first.status} with {_named(evidence.told(first).headers)}",
                    "wait as long as `retry-after-ms` or `retry-after` says before trying again",
                )
                break


def no_backoff(evidence: Evidence) -> Iterator[Note]:
    """Find calls that were tried again and again without any wait, where no answer said how long to wait."""
    for tries in evidence.tries if evidence.tells_time else ():
        untold = all(told_wait(evidence.told(one).headers) is None for one in tries[:-1])
        hasty = all(_waited(first, again) < _SHORTEST for first, again in pairwise(tries))
        if len(tries) > _RETRIES_WITHOUT_WAIT and untold and hasty:
            yield _note(
                evidence,
                tries[0],
                tries[-1],
                f"call {tries[0].number} was tried again {len(tries) - 1} times without a wait, "
                f"session {evidence.session}",
                f"the retries are {_calls(tries[1:])}, each within {_SHORTEST * 1000:.0f} ms",
                "wait before each retry, longer each time",
            )


def retry_storm(evidence: Evidence) -> Iterator[Note]:
    """Find calls that were tried again too often."""
    for tries in evidence.tries:
        if len(tries) - 1 > _MANY:
            yield _note(
                evidence,
                tries[0],
                tries[-1],
                f"call {tries[0].number} was tried again {len(tries) - 1} times, session {evidence.session}",
                f"the retries are {_calls(tries[1:])}; more than {_MANY} are a storm",
                "give up after a few attempts",
            )


def told_wait(headers: Mapping[str, str]) -> float | None:
    """Read how many seconds an answer asks a client to wait; a date, which is of no session's clock, says nothing."""
    for name, unit in _UNITS.items():
        try:
            return float(headers[name]) * unit
        except (KeyError, ValueError):
            continue
    return None


def _named(headers: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {headers[name]}" for name in _UNITS if name in headers)


def _waited(first: Exchange, again: Exchange) -> float:
    return max(again.at - first.at - first.delivery.seconds, 0.0)


def _calls(tries: Tries) -> str:
    numbers = [str(one.number) for one in tries]
    shown = numbers if len(numbers) <= 2 * _MANY else [*numbers[:_MANY], "…", numbers[-1]]
    return f"calls {', '.join(shown)}"


def _note(evidence: Evidence, first: Exchange, again: Exchange, headline: str, reason: str, advice: str) -> Note:
    return Note(headline, reason, advice, evidence.played(first), again.number, first.place)
