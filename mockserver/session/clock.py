"""Time: what a session is told of it, and the times in bodies, which are computed."""

from typing import Protocol

EPOCH = 1_767_225_600
"""The first second of 2026, UTC: when every thread begins."""


def created_at(depth: int) -> int:
    """Tell the second in which the reply at this depth of a thread is created."""
    return EPOCH + depth


class Clock(Protocol):
    """The time that passes while replies are told, in seconds since some moment; it never runs backwards."""

    runs: bool
    """Whether time passes by itself, so that it tells how long a client waited."""

    def now(self) -> float:
        """Tell the time."""

    def lasts(self, delay: float) -> float:
        """Tell how long a delay of a scenario takes, at the speed that was asked for."""


class Stopped:
    """A clock that stands still at zero, under which no delay lasts: for sessions that nobody waits for."""

    runs = False

    def now(self) -> float:
        """Tell zero."""
        return 0.0

    def lasts(self, delay: float) -> float:
        """Let no time pass."""
        return 0.0
