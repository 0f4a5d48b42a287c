"""Taking changed scenario files into a server that answers already."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from mockserver.cli.wrong_input import WrongInput
from mockserver.contract.words import counted
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.load import load_all
from mockserver.scenario.model import Scenario
from mockserver.session.sessions import Sessions
from mockserver.session.settle import TermsError
from mockserver.values import ScenarioError
from mockserver.values.printable import printable_line


class Reload:
    """Reads the files again and hands the scenarios to the sessions, which go on with them.

    When a file is wrong, all stays as it was; `say` writes a line of what became of it.
    """

    def __init__(
        self,
        sessions: Sessions,
        paths: Sequence[Path],
        above_of: Callable[[], Sequence[Configuration]],
        say: Callable[[str], object],
    ) -> None:
        self._sessions = sessions
        self._paths = paths
        self._above_of = above_of
        self._say = say

    def in_running_loop(self) -> Callable[[], None]:
        """Give what any thread may call: it reads there, and touches the sessions in the loop that runs now."""
        return partial(self._read, asyncio.get_running_loop())

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            above, scenarios = self._above_of(), load_all(self._paths)
        except (ScenarioError, WrongInput) as error:
            self._refuse(error)
            return
        # A loop that has ended has no sessions to go on with.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self._take, scenarios, above)

    def _take(self, scenarios: Sequence[Scenario], above: Sequence[Configuration]) -> None:
        try:
            self._sessions.reload(scenarios, above)
        except (ScenarioError, TermsError, WrongInput) as error:
            self._refuse(error)
        else:
            self._say(f"mockserver: reloaded {counted(len(scenarios), 'scenario')}")

    def _refuse(self, error: Exception) -> None:
        self._say(printable_line(f"mockserver: not reloaded: {error}"))
