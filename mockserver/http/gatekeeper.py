"""The server's side of gates: who opens them, and who waits."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mockserver.http.stir import Stir
from mockserver.session.timeline import Timeline


class Gatekeeper:
    """Opens and closes the gates of a session at the time of its clock; each change stirs those who wait."""

    def __init__(self, timeline: Timeline, stir: Stir) -> None:
        self._timeline = timeline
        self._gates = timeline.gates
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
        self._gates.open(name, self._timeline.now)
        self._stir.stir()

    def close(self, name: str) -> None:
        """Hold back what comes. Raises `KeyError`."""
        self._gates.close(name, self._timeline.now)
        self._stir.stir()

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
