"""What a rule of a stream is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from mockserver.protocol.finding import Finding
from mockserver.protocol.rows import EventRow, Kind
from mockserver.protocol.stream_state import StreamState
from mockserver.values import Event

Case: TypeAlias = Kind | Literal["unknown", "malformed", "late", "end"]
"""What a rule looks at: an event of this kind; one of no known type, one with wrong fields, one after the terminal
event, whatever its kind; or the end of the list."""

Find: TypeAlias = Callable[[StreamState, EventRow, Event], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand on a stream: `source` is where the API says so, `find` yields what is wrong in the given cases."""

    id: str
    statement: str
    source: str
    find: Mapping[Case, Find]


def rule(rule_id: str, statement: str, source: str, *finds: tuple[Find, tuple[Case, ...]]) -> Rule:
    """Write a rule as its functions, each with the cases that it looks at."""
    return Rule(rule_id, statement, source, {case: find for find, cases in finds for case in cases})
