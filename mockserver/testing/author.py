"""What a test says a session shall do."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mockserver.http.clock import ManualClock
from mockserver.session.session import Session
from mockserver.testing.function import Answerer, Function, asking
from mockserver.testing.gate import GateHandle, no_gate
from mockserver.testing.ground import Ground
from mockserver.testing.hold import Hold
from mockserver.testing.plain import plain
from mockserver.testing.scenario_files import folders_beside, named
from mockserver.testing.script import scripted, stub_of
from mockserver.testing.spot import caller, plainly, said_at
from mockserver.testing.written import Turn, written
from mockserver.values import Json, JsonObject, Place, ScenarioError

_CLOCK_RUNS = (
    "the clock of this session runs by itself; only a manual one is put forward: that of a scenario that says "
    "`clock: manual`, or of MockServer(clock='manual')"
)
_NO_CONDITION = "on() wants a condition first, such as {{'last_user': 'Hello'}}, not {!r}"


class Author:
    """Tells a session what to answer, and when.

    Raises `ScenarioError`, one clear line with the file and line of the test, for what cannot be meant.
    """

    def __init__(self, ground: Ground, name: str, folders: Sequence[Path]) -> None:
        self._hold = Hold(ground, name)
        self._folders = folders
        self._raised: dict[int, BaseException] = {}
        self._names: dict[str, int] = {}

    @property
    def name(self) -> str:
        """The session's name."""
        return self._hold.name

    @property
    def url(self) -> str:
        """The session's URL, without `/v1`."""
        return self._hold.url

    @property
    def base_url(self) -> str:
        """What clients take for the URL of the API, such as in `OPENAI_BASE_URL`."""
        return self._hold.base_url

    @plainly
    def script(self, *turns: Turn) -> None:
        """Let the session play these turns, one reply each, in the order of one thread and once.

        The first takes any opening; after calls of the client's tools the next waits for the output of the last one.
        An error that clients try again after is the first attempt at the turn behind it.
        """
        self._hold.add([scripted(self._next_name("script"), turns, caller())])

    @plainly
    def load(self, name: str | Path) -> None:
        """Let the session play a scenario file, or those of a folder.

        `weather` is `weather.yaml`, `.yml` or `.json` beside the test or in its `scenarios` or `fixtures`, else a
        shipped scenario.
        """
        place = caller()
        self._hold.add(named(name, self._folders or folders_beside(Path(place.file).parent), place))

    @plainly
    def on(
        self,
        when: Mapping[str, Json] | None,
        reply: Turn | Function,
        *,
        times: int | None = None,
        priority: int | None = None,
        expect: Mapping[str, Json] | None = None,
    ) -> None:
        """Answer each call that looks so, outside the order of all steps.

        The reply is a turn as in `script`, or a function that is given the request and returns such a turn. What the
        function raises fails the test; the call is answered with 500 `mock_scenario_error`.
        """
        place = caller()
        if not isinstance(when, Mapping | None):
            raise ScenarioError(place, _NO_CONDITION.format(when))
        limits = {"times": times, "priority": priority, "expect": expect}
        rest: JsonObject = plain({key: value for key, value in limits.items() if value is not None}, place)
        self._hold.add([self._stub(plain(dict(when or {}), place), rest, reply, place)])

    @plainly
    def gate(self, name: str) -> GateHandle:
        """Give a gate that the scenarios name, to open and to close."""
        place = caller()
        known = self._hold.run(lambda session: session.gates.names)
        if name not in known:
            raise no_gate(name, known, place)
        return GateHandle(self._hold, name)

    @plainly
    def advance(self, seconds: float) -> None:
        """Put the session's clock forward, if it is a manual one."""
        place = caller()
        if not self._hold.run(lambda session: self._advanced(session, seconds)):
            raise ScenarioError(place, _CLOCK_RUNS)

    @plainly
    def fault(self, fault: Mapping[str, Json] | str, times: int = 1, when: Mapping[str, Json] | None = None) -> None:
        """Let a fault strike the next calls, whatever answers them; the fault is written as in scenario files."""
        place = caller()
        told = {fault: True} if isinstance(fault, str) else dict(fault)
        with said_at(place):
            self._hold.run(lambda session: session.faults.inject(told, times, when))

    def reset(self) -> None:
        """Let the session begin again as if it had never been called; its scenarios stay."""
        self._hold.change(self._hold.sessions.reset)
        self._raised.clear()

    def close(self) -> None:
        """Delete the session, and end its replies that are under way. Raises `LookupError` for the default session."""
        self._hold.change(self._hold.sessions.delete)

    def _stub(self, when: JsonObject, rest: JsonObject, reply: Any, place: Place) -> Any:
        name = self._next_name("on")
        if not callable(reply):
            return stub_of(name, when, rest, written(reply, place, "the reply of on()"), place)
        answerer = Answerer(reply, when, place, self._raised, lambda: self._hold.run(lambda session: session.contract))
        return asking(name, when, rest, answerer, place)

    def _advanced(self, session: Session, seconds: float) -> bool:
        clock = session.clock
        if isinstance(clock, ManualClock):
            clock.advance(seconds)
            self._hold.stir()
        return isinstance(clock, ManualClock)

    def _next_name(self, kind: str) -> str:
        """Name a scenario of a test: `script`, `script 2` and so on."""
        number = self._names[kind] = self._names.get(kind, 0) + 1
        return kind if number == 1 else f"{kind} {number}"
