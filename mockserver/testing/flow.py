"""One reply on its way to a client in the same process."""

from collections.abc import AsyncGenerator, Callable, Generator
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

from mockserver.http.clock import ManualClock, RealClock
from mockserver.http.outlet import declared_length
from mockserver.http.perform import over_reply
from mockserver.session.burst_reader import BurstReader
from mockserver.session.exchange import Delivery, Outcome
from mockserver.session.session import Session
from mockserver.testing.clock import ThreadClock
from mockserver.testing.pulse import Pulse
from mockserver.values import Reader, Reply, Step

_Result = TypeVar("_Result")


class Runs(Protocol):
    """Carries something out where sessions may be touched."""

    def __call__(self, decide: Callable[[], _Result], /) -> _Result:
        """Give its result, or raise what it raises."""


class BrokenOffError(Exception):
    """The server ends the connection early; the message says how, as HTTP libraries do."""


class Rest(NamedTuple):
    """A wait for the beat after the one that was seen, at most so many seconds."""

    seen: int
    seconds: float | None


_Telling: TypeAlias = Generator[bytes | Rest, None, None]

_REAL = ThreadClock()
_NO_ANSWER = "Server disconnected without sending a response."
_INCOMPLETE = "peer closed connection without sending complete message body"


class Flow:
    """Tells one reply as time passes: each piece when it is due, and then the end that was planned.

    `patience` are the seconds that the client waits for a piece: `TimeoutError` is raised when they are over, and
    `BrokenOffError` when the connection ends early. `opens` says that the client has the head before anything is due.
    Once `is_open` says that the session is gone the connection ends, or another `reply` takes the place of one of which
    nothing was told.
    """

    def __init__(
        self,
        session: Session,
        reply: Reply,
        pulse: Pulse,
        run: Runs,
        *,
        is_open: Callable[[], bool],
        patience: float | None = None,
        opens: bool = False,
    ) -> None:
        self.opens = opens
        self._session = session
        self._clock = session.clock
        self._pulse = pulse
        self._run = run
        self._is_open = is_open
        self._patience = patience
        self._number = reply.number
        self._begun = self._clock.now()
        self._written = 0
        self._has_begun = opens
        self._begin(reply)

    def _begin(self, reply: Reply) -> None:
        self.reply = reply
        self._reader: Reader = reply.reader or BurstReader(reply.bursts, self._session.timeline)
        self._declared = declared_length(reply)

    def pieces(self) -> Generator[bytes, None, None]:
        """Tell it in this thread; with the first piece, which may be empty, comes the head."""
        telling = self._told()
        try:
            for told in telling:
                if isinstance(told, Rest):
                    self._pulse.wait(*told)
                else:
                    yield told
        finally:
            telling.close()

    async def pieces_async(self) -> AsyncGenerator[bytes, None]:
        """Tell it in this event loop, likewise."""
        telling = self._told()
        try:
            for told in telling:
                if isinstance(told, Rest):
                    await self._pulse.wait_async(*told)
                else:
                    yield told
        finally:
            telling.close()

    def _told(self) -> _Telling:
        outcome: Outcome = "left"
        try:
            yield from self._body()
            outcome = "complete" if self.reply.ending == "complete" and self._is_whole else "cut"
            yield from self._end()
        except GeneratorExit:
            # A client that has read the last event need not wait for the end of the body.
            outcome = "complete" if self._ends_now() else outcome
            raise
        except BrokenOffError:
            outcome = "cut"
            raise
        finally:
            self._deliver(outcome)

    def _body(self) -> _Telling:
        until = self._deadline()
        while True:
            seen, step = self._pulse.beats, self._run(self._read)
            if step.data:
                piece = self._within(b"".join(step.data))
                self._written += len(piece)
                self._has_begun = True
                yield piece
                until = self._deadline()
            if step.is_over:
                return
            if not step.data:
                yield Rest(seen, self._rest(step, until))

    def _ends_now(self) -> bool:
        """Tell whether all that is still to be told would be on its way by now."""
        step = Step((b"",))
        while step.data and self._is_open():
            step = self._run(self._read)
            self._written += len(b"".join(step.data))
        return step.is_over and self._is_whole

    def _read(self) -> Step:
        if not self._is_open():
            self._break_off()
        return self._reader.read(self._clock.now())

    def _break_off(self) -> None:
        """End for a session that is gone, and tell a client that has heard nothing yet why."""
        if self._has_begun:
            raise BrokenOffError(_INCOMPLETE)
        self._begin(over_reply(self._session.dialect))
        self._is_open = lambda: True

    def _rest(self, step: Step, until: float | None) -> float | None:
        """Tell how long it is worth to wait. Raises `TimeoutError` when the client waits no longer."""
        due = None if step.wake is None else left(self._session, step.wake)
        patience = None if until is None else until - _REAL.now()
        if patience is not None and patience <= 0:
            raise TimeoutError
        return min((one for one in (due, patience) if one is not None), default=None)

    def _deadline(self) -> float | None:
        return None if self._patience is None else _REAL.now() + self._patience

    def _within(self, data: bytes) -> bytes:
        """Keep what the head lets the client expect; HTTP reads no further."""
        return data if self._declared is None else data[: self._declared - self._written]

    @property
    def _is_whole(self) -> bool:
        """Whether the client has all that the head lets it expect, whatever the connection does then."""
        return self.reply.ending == "complete" if self._declared is None else self._declared == self._written

    def _end(self) -> _Telling:
        until = self._deadline()
        while self.reply.ending == "hang" and not self._is_whole:
            yield Rest(self._pulse.beats, self._rest(Step(), until))
            self._run(self._read)
        if not self._is_whole:
            raise BrokenOffError(_INCOMPLETE if self._has_begun else _NO_ANSWER)

    def _deliver(self, outcome: Outcome) -> None:
        if self._number:
            delivery = Delivery(outcome, self._clock.now() - self._begun)
            self._run(lambda: self._session.journal.deliver(self._number, delivery))


def left(session: Session, wake: float) -> float | None:
    """Tell the seconds until a time of a session's clock; None where no waiting brings it."""
    clock = session.clock
    return clock.left(wake) if isinstance(clock, RealClock | ManualClock) else None
