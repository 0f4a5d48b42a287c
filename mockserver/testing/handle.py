"""A session in the hands of a test."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from mockserver.reports import Report
from mockserver.reports.of_sessions import told_of
from mockserver.session.exchange import Exchange
from mockserver.session.how import DEFAULT
from mockserver.session.query import compared, matching
from mockserver.session.session import Session
from mockserver.session.trajectory import tool_trajectory
from mockserver.session.verification import Finding, verify
from mockserver.testing.author import Author
from mockserver.testing.expecting import Covered, Expectation, Wanted
from mockserver.testing.failure import VerificationError, errors_of, failure_of
from mockserver.testing.ground import Ground
from mockserver.testing.http_library import library_of
from mockserver.testing.plain import plain
from mockserver.testing.requested import not_requested
from mockserver.testing.requests import RequestSnapshot, snapshot_of
from mockserver.testing.spot import caller, plainly, said_at
from mockserver.testing.waiting import wait_until, wait_until_async
from mockserver.values import Json, JsonObject, Severity

_BLOCKS = "wait() would keep this event loop from the very calls that it waits for; await wait_async(requests={})"


class SessionHandle(Author):
    """One session: what it shall answer, what was asked of it, and whether all went as it should.

    `folders` are where scenarios are looked for, beside the test unless they are given; `severities` say which kinds of
    findings fail the test.
    """

    def __init__(
        self,
        ground: Ground,
        name: str = DEFAULT,
        *,
        folders: Sequence[Path] = (),
        severities: Mapping[str, Severity] | None = None,
    ) -> None:
        super().__init__(ground, name, folders)
        self._ground = ground
        self._severities = severities or {}
        self._covered: set[Covered] = set()

    def __repr__(self) -> str:
        try:
            where = f"at {self.base_url}"
        except RuntimeError:
            where = "not started"
        return f"<{type(self).__name__} {self.name!r} {where}>"

    @property
    def requests(self) -> list[RequestSnapshot]:
        """What was asked so far, oldest first; each request is equal to its body as a plain dict."""
        return [snapshot_of(exchange) for exchange in self._hold.run(_exchanges)]

    @plainly
    def assert_requested(
        self, when: Mapping[str, Json] | None = None, *, times: int | None = None, **conditions: Json
    ) -> list[RequestSnapshot]:
        """Give the requests that look so; raise `VerificationError` where there is none, or not so many `times`.

        `when` is a condition as in scenario files, `conditions` are more of its keys: `last_user="Hello"`.
        """
        __tracebackhide__ = True
        place = caller()
        wanted: JsonObject = plain({**(when or {}), **conditions}, place)
        with said_at(place):
            found = self._hold.run(lambda session: matching(session, wanted))
        if len(found) != times if times is not None else not found:
            raise not_requested(wanted, times, self._hold.run(lambda session: compared(session, wanted)))
        return [snapshot_of(exchange) for exchange in found]

    def tool_trajectory(self, *, call_ids: bool = False) -> list[JsonObject]:
        """List the calls of the client's tools, in order: `name`, `arguments`, `output`, and `call_id` if wanted."""
        return self._hold.run(partial(tool_trajectory, call_ids=call_ids))

    def wait(self, requests: int, timeout: float = 5.0) -> list[RequestSnapshot]:
        """Wait until so many requests have come; give them. Their answers are decided, and may still be on their way.

        Raises `VerificationError` when they have not come after `timeout` seconds.
        """
        __tracebackhide__ = True
        if _in_event_loop() and not self._has(requests):
            raise RuntimeError(_BLOCKS.format(requests))
        came = wait_until(self._ground.pulse, lambda: self._has(requests), timeout)
        return self._waited(requests, timeout, came=came)

    async def wait_async(self, requests: int, timeout: float = 5.0) -> list[RequestSnapshot]:
        """Wait in an event loop, which goes on with its other work; else as `wait`."""
        __tracebackhide__ = True
        came = await wait_until_async(self._ground.pulse, lambda: self._has(requests), timeout)
        return self._waited(requests, timeout, came=came)

    @plainly
    def expecting(self, *, violation: Wanted = None, miss: Wanted = None) -> AbstractContextManager[None]:
        """Want a call to be refused inside of the `with`, and let these findings not fail the test.

        `violation` is the id of a rule, an error's code or its param, `miss` words of the refusal; True is any of the
        kind. Raises `VerificationError` when no such call was made.
        """
        expectation = Expectation(violation, miss)
        expectation.check(caller())
        return self._expecting(expectation)

    def verify(self) -> list[Finding]:
        """List what did not go as it should; what was expected to fail is left out."""
        return self._hold.run(self._verified)

    def check(self) -> None:
        """Raise `VerificationError` with the findings that fail the test, caused by what a function of it raised."""
        __tracebackhide__ = True
        failing = errors_of(self.verify())
        if failing:
            raise failure_of(self.name, failing) from self._cause_of(failing)

    def _cause_of(self, findings: Sequence[Finding]) -> BaseException | None:
        return next((self._raised[one.call] for one in findings if one.call in self._raised), None)

    def report(self) -> Report:
        """Tell all that happened, for people and for tools; what was expected to fail is no finding."""
        return self._hold.run(lambda session: Report((told_of(session, self._verified(session)),)))

    def reset(self) -> None:
        """Let the session begin again as if it had never been called; its scenarios stay."""
        super().reset()
        self._covered.clear()

    def transport(self, library: object = None) -> Any:
        """Give a transport that leads an HTTP client's requests, whatever their host, into the session.

        `library` is `httpx2` or `httpx`, by its name, as a module, or as a client of it; the one that is installed
        unless said otherwise. Raises `ImportError` and `ValueError`.
        """
        return self._ground.transport(self.name, library_of(library))

    def async_transport(self, library: object = None) -> Any:
        """Give such a transport for asynchronous clients."""
        return self._ground.async_transport(self.name, library_of(library))

    @contextmanager
    def _expecting(self, expectation: Expectation) -> Iterator[None]:
        before = self._hold.run(lambda session: session.journal.calls)
        try:
            yield
        finally:
            inside = [one for one in self._hold.run(_exchanges) if one.number > before]
            covered = set(expectation.covered(inside))
            self._covered |= covered
        if not covered:
            raise expectation.unmet(inside)

    def _verified(self, session: Session) -> list[Finding]:
        found = verify(session, self._severities)
        return [one for one in found if Covered(one.kind, one.call or 0) not in self._covered]

    def _has(self, requests: int) -> bool:
        return self._hold.run(self._counted) >= requests

    def _counted(self, session: Session) -> int:
        watchers = session.journal.watchers
        if self._ground.pulse.beat not in watchers:
            watchers.append(self._ground.pulse.beat)
        return len(session.journal) + session.journal.forgotten

    def _waited(self, requests: int, seconds: float, *, came: bool) -> list[RequestSnapshot]:
        __tracebackhide__ = True
        found = self.requests
        if not came:
            told = [f"  {one.number}: {one.operation} {one.status}" for one in found]
            head = f"waited {seconds:g} s for {requests} requests, {len(found)} came"
            raise VerificationError("\n".join((f"{head}{':' * bool(told)}", *told)))
        return found


def _exchanges(session: Session) -> list[Exchange]:
    return [*session.journal]


def _in_event_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
