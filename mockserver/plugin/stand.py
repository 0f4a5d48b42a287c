"""The server of one pytest process, and the sessions that tests have on it."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final, Self

import pytest

from mockserver.http.clock import RealClock
from mockserver.plugin.item import folders, scenarios_of, session_name
from mockserver.plugin.options import Options
from mockserver.plugin.run_report import RunReport
from mockserver.plugin.trial import Trial
from mockserver.scenario.model import Scenario
from mockserver.session.sessions import Sessions
from mockserver.testing.environment import environment
from mockserver.testing.handle import SessionHandle
from mockserver.testing.listening import ListeningGround
from mockserver.testing.options import Options as ServerOptions
from mockserver.testing.options import sessions_of
from mockserver.values import Place, ScenarioError, Violation

_HOST: Final = "127.0.0.1"
_COMMAND_LINE: Final = Place("pytest")


class Stand:
    """Runs a server while it is entered, and gives each test a session there.

    `root` is the project's folder; `report` takes what happened in every session.
    """

    def __init__(self, options: Options, root: Path, report: RunReport | None) -> None:
        self._options = options
        self._root = root
        self._report = report
        self._ground = ListeningGround(_sessions(options), _HOST, 0)

    def __enter__(self) -> Self:
        self._ground.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._ground.stop()

    @contextmanager
    def trial(self, item: pytest.Item) -> Iterator[Trial]:
        """Give a test its session, and lead clients there, until it ends.

        Raises `pytest.fail.Exception` for what went wrong only while its fixtures ended.
        """
        name, looked_in = session_name(item.nodeid), folders(item.path.parent, self._options.scenarios, self._root)
        made = self._made(name, item, looked_in)
        trial = Trial(SessionHandle(self._ground, name, folders=looked_in, severities=self._options.verify))
        late = ""
        try:
            with pytest.MonkeyPatch.context() as patch:
                for name, value in environment(self._ground.url, trial.session.base_url, os.environ).items():
                    patch.setenv(name, value)
                yield trial
        finally:
            late = self._ground.run(partial(self._close, trial, made))
        if late:
            raise pytest.fail.Exception(late, pytrace=False)

    def _close(self, trial: Trial, made: Future[None]) -> str:
        """Look at a session for the last time; all in one visit to the server's thread, since each takes a while."""
        made.result()
        late = trial.late_errors()
        if self._report:
            self._report.add(trial.report())
        self._ground.sessions.delete(trial.session.name)
        return late

    def _made(self, name: str, item: pytest.Item, folders: Sequence[Path]) -> Future[None]:
        """Have a session made; only where scenarios may be wrong it is waited for."""
        try:
            scenarios = scenarios_of(item, folders)
            made = self._ground.send(partial(self._make, name, scenarios))
            if scenarios:
                made.result()
        except ScenarioError as error:
            raise pytest.fail.Exception(str(error), pytrace=False) from None
        return made

    def _make(self, name: str, scenarios: Sequence[Scenario]) -> None:
        made = self._ground.sessions.create(name, scenarios)
        if isinstance(made, Violation):
            raise RuntimeError(made.message)


def _sessions(options: Options) -> Sessions:
    """Make room for sessions that tests are given; who calls another one, such as that of an earlier test, is told."""
    given: ServerOptions = {"seed": options.seed, "speed": options.speed, "rules": options.rules}
    if options.mode:
        given["mode"] = options.mode
    if options.dialect:
        given["dialect"] = options.dialect
    try:
        made = sessions_of([], given, _COMMAND_LINE, RealClock)
    except ScenarioError as error:
        raise pytest.fail.Exception(error.message, pytrace=False) from None
    return Sessions(made.opener, strict=True)
