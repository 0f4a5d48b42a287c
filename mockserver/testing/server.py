"""A server for a test."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

from mockserver.http.clock import RealClock
from mockserver.scenario.model import Scenario
from mockserver.testing.clock import ThreadClock
from mockserver.testing.ground import Ground
from mockserver.testing.handle import SessionHandle
from mockserver.testing.listening import ListeningGround
from mockserver.testing.local import LocalGround
from mockserver.testing.options import Options, check, sessions_of
from mockserver.testing.scenario_files import folders_beside, named
from mockserver.testing.spot import caller
from mockserver.values import Place, ScenarioError, Violation


class MockServer(SessionHandle):
    """A server that lives as long as its `with`, or `async with`; the handle of its default session.

    Scenarios are files, folders, names as `load` takes them, or loaded ones. Leaving raises `VerificationError` for
    what did not go as it should, unless an exception is under way already, which comes first. Raises `ScenarioError`
    for wrong scenarios and options.
    """

    def __init__(self, *scenarios: str | Path | Scenario, **options: Unpack[Options]) -> None:
        place = caller()
        check(options, place)
        folders = [Path(folder) for folder in options.get("folders", ())]
        beside = folders or folders_beside(Path(place.file).parent)
        loaded = [one for given in scenarios for one in _loaded(given, beside, place)]
        super().__init__(_ground(loaded, options, place), folders=folders, severities=options.get("verify"))

    def session(self, name: str) -> SessionHandle:
        """Give a session of this name, made if it is not there yet; it plays the server's scenarios, apart from others.

        Raises `ScenarioError` when it cannot be made.
        """
        place = caller()
        found = self._ground.run(lambda: self._ground.sessions.find(name))
        if isinstance(found, Violation):
            raise ScenarioError(place, found.message)
        return SessionHandle(self._ground, name, folders=self._folders, severities=self._severities)

    def start(self) -> Self:
        """Begin to answer; a `with` does it."""
        self._ground.start()
        return self

    def stop(self) -> None:
        """Answer no more; a `with` does it at its end."""
        self._ground.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        __tracebackhide__ = True
        try:
            if error is None:
                self.check()
        finally:
            self.stop()

    async def __aenter__(self) -> Self:
        return self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.__exit__(kind, error, trace)


def _loaded(given: str | Path | Scenario, folders: Sequence[Path], place: Place) -> list[Scenario]:
    return [given] if isinstance(given, Scenario) else named(given, folders, place)


def _ground(scenarios: list[Scenario], options: Options, place: Place) -> Ground:
    if not options.get("listen", True):
        return LocalGround(sessions_of(scenarios, options, place, ThreadClock))
    sessions = sessions_of(scenarios, options, place, RealClock)
    return ListeningGround(sessions, options.get("host", "127.0.0.1"), options.get("port", 0))
