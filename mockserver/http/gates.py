"""Gates that hold replies back until a test opens them."""

import asyncio
from collections.abc import Iterable
from typing import Any


class Gates:
    """The gates that scenarios name, all closed at first. Use it in the thread of the server's event loop only."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._gates = {name: _Gate() for name in sorted(names)}

    def __contains__(self, name: str) -> bool:
        return name in self._gates

    @property
    def names(self) -> tuple[str, ...]:
        """All names, sorted."""
        return tuple(self._gates)

    def open(self, name: str) -> None:
        """Let pass what waits and what comes. Raises `KeyError` for a name that no scenario has."""
        self._gates[name].opened.set()

    def close(self, name: str) -> None:
        """Hold back what comes. Raises `KeyError`."""
        self._gates[name].opened.clear()

    def is_open(self, name: str) -> bool:
        """Tell whether a reply would pass. Raises `KeyError`."""
        return self._gates[name].opened.is_set()

    async def wait(self, name: str) -> None:
        """Wait until a gate is open. Raises `KeyError`."""
        gate = self._gates[name]
        gate.waiting += 1
        try:
            await gate.opened.wait()
        finally:
            gate.waiting -= 1

    def state(self, name: str) -> dict[str, Any]:
        """Tell a gate's `name`, whether it is `open`, and how many replies are `waiting`. Raises `KeyError`."""
        is_open = self.is_open(name)
        # Those that were let go leave in the loop's next turn.
        return {"name": name, "open": is_open, "waiting": 0 if is_open else self._gates[name].waiting}


class _Gate:
    def __init__(self) -> None:
        self.opened = asyncio.Event()
        self.waiting = 0
