"""A session that a test holds, wherever it lives."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from mockserver.http.address import prefix_of
from mockserver.scenario.model import Scenario
from mockserver.session.session import Session
from mockserver.testing.ground import Ground
from mockserver.values import Violation

_Result = TypeVar("_Result")


class Hold:
    """Finds the session by its name each time, since it may begin anew."""

    def __init__(self, ground: Ground, name: str) -> None:
        self.name = name
        self.sessions = ground.sessions
        self._ground = ground

    @property
    def url(self) -> str:
        """The session's URL, without `/v1`."""
        return self._ground.url + prefix_of(self.name)

    @property
    def base_url(self) -> str:
        """What clients take for the URL of the API, such as in `OPENAI_BASE_URL`."""
        return f"{self.url}/v1"

    def run(self, look: Callable[[Session], _Result]) -> _Result:
        """Give what a function finds in the session, where that may be touched.

        Raises `LookupError` when the session was deleted.
        """
        return self._ground.run(partial(self._with_session, look))

    def add(self, scenarios: Sequence[Scenario]) -> None:
        """Let the session play more scenarios. Raises `ScenarioError` when one does not go with the others."""
        self.change(lambda name: self.sessions.load(name, scenarios))

    def change(self, change: Callable[[str], object]) -> None:
        """Change the session by its name. Raises `LookupError` when that cannot be done."""
        found = self._ground.run(partial(change, self.name))
        if isinstance(found, Violation):
            raise LookupError(found.message)

    def stir(self) -> None:
        """Let the replies under way see that a gate or the clock has changed; to be called in `run`."""
        self._ground.stir(self.name)

    def _with_session(self, look: Callable[[Session], _Result]) -> _Result:
        session = self.sessions.get(self.name)
        if session is None:
            raise LookupError(f"the session {self.name!r} was deleted")
        return look(session)
