"""What happened in a session."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from mockserver.values import Violation

_LIMIT = 1_000


class Exchange(NamedTuple):
    """One call and what became of it.

    `played` names the step or stub; `retry_of` is the number of the call that this one retried, `unexpected_retry` says
    that no attempt was written for it; `problem` is the error code of a refusal, `violations` what it broke; `faults`
    are those of the answer that show, and `idle_faults` those that have no form in the way it was asked for.
    """

    number: int
    status: int
    played: str | None = None
    retry_of: int | None = None
    unexpected_retry: bool = False
    problem: str | None = None
    violations: tuple[Violation, ...] = ()
    faults: tuple[str, ...] = ()
    idle_faults: tuple[str, ...] = ()


class Journal:
    """The latest exchanges, oldest first, at most a thousand."""

    def __init__(self) -> None:
        self._exchanges: deque[Exchange] = deque(maxlen=_LIMIT)
        self._calls = 0

    def next_number(self) -> int:
        """Count a call in and give its number, from 1."""
        self._calls += 1
        return self._calls

    def add(self, exchange: Exchange) -> None:
        """Write an exchange down."""
        self._exchanges.append(exchange)

    def __iter__(self) -> Iterator[Exchange]:
        return iter(self._exchanges)
