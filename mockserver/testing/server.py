"""A server for a test."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

from mockserver.http.clock import RealClock
from mockserver.reports import Report
from mockserver.scenario.model import Scenario
from mockserver.session.how import DEFAULT
from mockserver.session.session import Session
from mockserver.session.verification import KINDS, Finding
from mockserver.session.verification.unplayed_everywhere import begun_in, unplayed_everywhere
from mockserver.testing.clock import ThreadClock
from mockserver.testing.failure import errors_of, failure_of
from mockserver.testing.ground import Ground
from mockserver.testing.handle import SessionHandle
from mockserver.testing.listening import ListeningGround
from mockserver.testing.local import LocalGround
from mockserver.testing.options import Options, check, sessions_of
from mockserver.testing.scenario_files import folders_beside, named
from mockserver.testing.spot import caller, plainly
from mockserver.values import Place, ScenarioError, Severity, Violation, listed


class MockServer(SessionHandle):
    """A server that lives as long as its `with`, or `async with`; the handle of its default session.

    Scenarios are files, folders, names as `load` takes them, or loaded ones. Leaving raises `VerificationError` for
    what did not go as it should, unless an exception is under way already, which comes first. Raises `ScenarioError`
    for wrong scenarios and options.
    """

    @plainly
    def __init__(self, *scenarios: str | Path | Scenario, **options: Unpack[Options]) -> None:
        place = caller()
        check(options, place)
        folders = [Path(folder) for folder in options.get("folders", ())]
        beside = folders or folders_beside(Path(place.file).parent)
        loaded = [one for given in scenarios for one in _loaded(given, beside, place)]
        # No single session has to play what is shared out among them; all of them together have to.
        severities: dict[str, Severity] = {"unplayed_shared": "off", **options.get("verify", {})}
        super().__init__(_ground(loaded, options, place), folders=folders, severities=severities)
        self._given: dict[str, SessionHandle] = {DEFAULT: self}
        self._begun: set[str] = set()
        self._ground.sessions.watchers.append(self._forget)

    @plainly
    def session(self, name: str) -> SessionHandle:
        """Give a session of this name, made if it is not there yet; it plays the server's scenarios, apart from others.

        Raises `ScenarioError` when it cannot be made.
        """
        place = caller()
        found = self._ground.run(lambda: self._ground.sessions.find(name))
        if isinstance(found, Violation):
            raise ScenarioError(place, found.message)
        return self._handle(name)

    def check(self) -> None:
        """Raise `VerificationError` for what went wrong in any session, and for scenarios that none of them played."""
        __tracebackhide__ = True
        found = {session: errors_of(session.verify()) for session in self._handles()}
        failing = {session: errors for session, errors in found.items() if errors}
        if failing:
            names, errors = [session.name for session in failing], [one for some in failing.values() for one in some]
            causes = (session._cause_of(errors) for session, errors in failing.items())
            raise failure_of(listed(names, "and"), errors) from next(filter(None, causes), None)

    def report(self) -> Report:
        """Tell all that happened in all sessions, for people and for tools."""
        return Report(tuple(one for session in self._handles() for one in SessionHandle.report(session).sessions))

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

    def _handle(self, name: str) -> SessionHandle:
        """Give the one handle of a session, which knows what was expected there."""
        if name not in self._given:
            self._given[name] = SessionHandle(self._ground, name, folders=self._folders, severities=self._severities)
        return self._given[name]

    def _handles(self) -> list[SessionHandle]:
        return [self._handle(name) for name in self._ground.run(lambda: self._ground.sessions.names)]

    def _forget(self, gone: Session) -> None:
        """Keep of a session that is no more only what it has played."""
        self._begun |= begun_in(gone)
        if gone.name != DEFAULT and self._ground.sessions.get(gone.name) is None:
            self._given.pop(gone.name, None)

    def _verified(self, session: Session) -> list[Finding]:
        severity = self._severities.get("unplayed", KINDS["unplayed"].severity)
        sessions = self._ground.sessions
        begun = self._begun.union(*map(begun_in, sessions))
        left = unplayed_everywhere(sessions.opener.own, begun, severity) if severity != "off" else []
        return [*super()._verified(session), *left]


def _loaded(given: str | Path | Scenario, folders: Sequence[Path], place: Place) -> list[Scenario]:
    return [given] if isinstance(given, Scenario) else named(given, folders, place)


def _ground(scenarios: list[Scenario], options: Options, place: Place) -> Ground:
    if not options.get("listen", True):
        return LocalGround(sessions_of(scenarios, options, place, ThreadClock))
    sessions = sessions_of(scenarios, options, place, RealClock)
    return ListeningGround(sessions, options.get("host", "127.0.0.1"), options.get("port", 0))
