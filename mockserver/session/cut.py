"""Where a response was ended early."""

from typing import NamedTuple

from mockserver.values import Event, JsonObject


class Cut(NamedTuple):
    """After how many of its events, and the events that follow in place of the others."""

    at: int
    tail: tuple[Event, ...]

    @property
    def ended(self) -> JsonObject:
        """The response at its early end."""
        ended: JsonObject = self.tail[-1]["response"]
        return ended
