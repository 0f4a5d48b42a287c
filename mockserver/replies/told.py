"""What is told of a response."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property

from mockserver.protocol.expand import interrupt
from mockserver.scenario.model import ErrorEvent, Fault
from mockserver.values import Dialect, Event, JsonObject


class Told(ABC):
    """A response with its values: everything that is said of it, in a dialect."""

    def __init__(self, dialect: Dialect, fault: Fault | None) -> None:
        self._dialect = dialect
        self._error_event: ErrorEvent | None = fault.error_event if fault else None

    @property
    @abstractmethod
    def items(self) -> Sequence[JsonObject]:
        """The finished output items."""

    @property
    @abstractmethod
    def ended(self) -> JsonObject:
        """The response at its end, which is also the JSON body."""

    @cached_property
    def events(self) -> list[Event]:
        """All that `stream` gives."""
        return [*self.stream()]

    @abstractmethod
    def whole(self) -> Iterator[Event]:
        """Walk through the events, without an error that breaks them off."""

    def stream(self) -> Iterator[Event]:
        """Walk through the events, broken off by an error if there is one."""
        broken = self._error_event
        if broken is None:
            return self.whole()
        ended, then_failed = self.ended, broken.then_failed
        return interrupt(self.whole(), ended, broken.error, broken.after, self._dialect, then_failed=then_failed)
