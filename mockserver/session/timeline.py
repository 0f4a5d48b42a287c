"""What holds a session's replies back: time, and gates."""

from typing import NamedTuple

from mockserver.session.clock import Clock
from mockserver.session.gates import Gates


class Timeline(NamedTuple):
    """The clock and the gates of one session."""

    clock: Clock
    gates: Gates

    @property
    def now(self) -> float:
        """The time of the clock."""
        return self.clock.now()
