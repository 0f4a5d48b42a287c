"""A gate of a session, as a test holds it."""

from mockserver.session.session import Session
from mockserver.testing.hold import Hold
from mockserver.values import Place, ScenarioError, did_you_mean


class GateHandle:
    """Holds replies back until it is opened."""

    def __init__(self, hold: Hold, name: str) -> None:
        self.name = name
        self._hold = hold

    def open(self) -> None:
        """Let pass what waits and what comes."""
        self._hold.run(self._open)

    def close(self) -> None:
        """Hold back what comes."""
        self._hold.run(self._close)

    @property
    def is_open(self) -> bool:
        """Whether a reply would pass."""
        return self._hold.run(lambda session: session.gates.is_open(self.name))

    def _open(self, session: Session) -> None:
        session.gates.open(self.name, session.timeline.now)
        self._hold.stir()

    def _close(self, session: Session) -> None:
        session.gates.close(self.name, session.timeline.now)
        self._hold.stir()


def no_gate(name: str, known: tuple[str, ...], place: Place) -> ScenarioError:
    """Say that no scenario names a gate, and which there are."""
    there = f"known gates: {', '.join(known)}" if known else "the scenarios name no gates"
    return ScenarioError(place, f"no scenario has a gate {name!r}{did_you_mean(name, known, f'; {there}')}")
