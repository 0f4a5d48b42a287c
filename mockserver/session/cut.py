"""Where a response was ended early."""

from typing import NamedTuple

from mockserver.protocol.outcome import Outcome
from mockserver.values import Event


class EarlyEnd(NamedTuple):
    """After how many of its events a response ends, and how."""

    at: int
    outcome: Outcome


class Cut(NamedTuple):
    """The same with the events that follow in place of the others."""

    at: int
    tail: tuple[Event, ...]
