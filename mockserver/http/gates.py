"""The server's side of gates: who opens them, and who waits."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mockserver.http.stir import Stir
from mockserver.session.clock import Clock
from mockserver.session.gates import Gates as SessionGates


class Gates:
    """The gates of a session, opened and closed at the time of a clock; each change stirs those who wait."""

    def __init__(self, gates: SessionGates, clock: Clock, stir: Stir) -> None:
        self._gates = gates
        self._clock = clock
        self._stir = stir
        self._waiting: Counter[str] = Counter()

    def __contains__(self, name: str) -> bool:
        return name in self._gates

    @property
    def names(self) -> tuple[str, ...]:
        """All names, sorted."""
        return self._gates.names

    def open(self, name: str) -> None:
        """Let pass what waits and what comes. Raises `KeyError` for a name that no scenario has."""
        self._gates.open(name, self._clock.now())
        self._stir.stir()

    def close(self, name: str) -> None:
        """Hold back what comes. Raises `KeyError`."""
        self._gates.close(name, self._clock.now())
        self._stir.stir()

    def passed(self, name: str, since: float) -> float | None:
        """Tell when a reply that comes at `since` passes; None while it has to wait. Raises `KeyError`."""
        return self._gates.passed(name, since)

    @contextmanager
    def waited_for(self, name: str) -> Iterator[None]:
        """Count one who waits for a gate; for none, when it has no name."""
        self._waiting[name] += 1
        try:
            yield
        finally:
            self._waiting[name] -= 1

    def state(self, name: str) -> dict[str, Any]:
        """Tell a gate's `name`, whether it is `open`, and how many replies are `waiting`. Raises `KeyError`."""
        is_open = self._gates.is_open(name)
        # Those that were let go leave in the loop's next turn.
        return {"name": name, "open": is_open, "waiting": 0 if is_open else self._waiting[name]}
