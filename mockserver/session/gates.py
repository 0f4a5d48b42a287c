"""Gates that hold replies back until a test opens them."""

from collections.abc import Iterable
from itertools import pairwise


class Gates:
    """The gates that scenarios name, all closed at first, each with the times at which it was opened and closed."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._changes: dict[str, list[float]] = {name: [] for name in sorted(names)}

    def __contains__(self, name: str) -> bool:
        return name in self._changes

    def add(self, names: Iterable[str]) -> None:
        """Take more names in; those that are known stay as they are."""
        self._changes = {name: self._changes.get(name, []) for name in sorted({*self._changes, *names})}

    @property
    def names(self) -> tuple[str, ...]:
        """All names, sorted."""
        return tuple(self._changes)

    def open(self, name: str, now: float) -> None:
        """Let pass what waits and what comes. Raises `KeyError` for a name that no scenario has."""
        if not self.is_open(name):
            self._changes[name].append(now)

    def close(self, name: str, now: float) -> None:
        """Hold back what comes. Raises `KeyError`."""
        if self.is_open(name):
            self._changes[name].append(now)

    def is_open(self, name: str) -> bool:
        """Tell whether a reply would pass. Raises `KeyError`."""
        return len(self._changes[name]) % 2 == 1

    def passed(self, name: str, since: float) -> float | None:
        """Tell when a reply that comes to the gate at `since` passes; None while it has to wait. Raises `KeyError`."""
        changes = [*self._changes[name], float("inf")]
        for index, (opened, closed) in enumerate(pairwise(changes)):
            if index % 2 == 0 and since < closed:
                return max(opened, since)
        return None
