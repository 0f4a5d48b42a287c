"""The event that an author names."""

from mockserver.scenario.model import LAST, EventAt
from mockserver.values import Event


class Lookout:
    """Finds one event while a stream goes by: by its number, as the first of its type, or as the last."""

    def __init__(self, at: EventAt) -> None:
        self._at = at
        self._passed = False

    def sees(self, number: int, event: Event, is_last: bool) -> bool:
        """Whether this is the event; a stream goes by once, in order."""
        if self._passed or not self._fits(number, event, is_last):
            return False
        self._passed = True
        return True

    def _fits(self, number: int, event: Event, is_last: bool) -> bool:
        if self._at == LAST:
            return is_last
        return self._at in (number, event.get("type"))
