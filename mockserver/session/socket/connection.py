"""One WebSocket connection."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from mockserver.contract.contract import Contract
from mockserver.session.socket import inject, refusals, steer
from mockserver.session.socket.actions import Action, Begin, Close, Send
from mockserver.session.socket.answering import Answering
from mockserver.session.socket.lanes import Create, Lanes, is_name
from mockserver.session.socket.memory import Memory
from mockserver.session.socket.running import Running
from mockserver.session.socket.steering import Steering, given_back
from mockserver.values import Call, Event, JsonObject, Violation
from mockserver.values.operation import CONNECT
from mockserver.wire.websocket import decode, encode, error_frame

LIFETIME = 3600.0
"""Seconds after which a connection takes no more turns, whatever the speed of its clock (surface/REPORT.md §1)."""

_GOING_AWAY = 1001
_CONTINUABLE = ("response.completed", "response.incomplete")

_Taken: TypeAlias = Iterable[Action]
_NOTHING: Final[JsonObject] = {}


class Connection:
    """Takes a client's frames and says what to do.

    Turns of one lane run one after the other, those of others beside them; the dialect `open-responses` has one lane.
    `headers` are those of the upgrade; `now` is a time of the session's clock, here as everywhere. Who performs the
    actions keeps their order, and calls `end` when a turn that was begun is told.
    """

    def __init__(self, session: Answering, contract: Contract, headers: Mapping[str, str], now: float) -> None:
        self.deadline = now + LIFETIME
        self._session = session
        self._contract = contract
        self._headers = headers
        self._lanes = Lanes()
        self._memory = Memory()
        self._steering = Steering()
        self._running: dict[str, Running] = {}
        self._ended: dict[str, str] = {}
        self._is_old = False
        self._unsaid: list[str | None] = []

    def take(self, data: str | bytes, now: float) -> list[Action]:
        """Take a frame in: a text as `str`, a binary one as `bytes`."""
        frame = decode(data, binary=isinstance(data, bytes))
        actions = self.pass_time(now)
        if isinstance(frame, Violation):
            return [*actions, self._refuse(frame)]
        kinds = _KINDS if self._contract.dialect == "openai" else _OPEN_KINDS
        kind = frame.get("type")
        if not isinstance(kind, str) or kind not in kinds:
            return [*actions, self._refuse(refusals.unknown_type(kind, tuple(kinds)), frame=frame)]
        return [*actions, *kinds[kind](self, frame, now)]

    def pass_time(self, now: float) -> list[Action]:
        """Let time pass: after the deadline nothing begins, and the connection closes with its last running turn."""
        if self._is_old or now < self.deadline:
            return []
        self._is_old = True
        self._unsaid = [None, *(create.lane for create in self._lanes.dismiss())]
        return [*self._goodbyes(), *self._closing()]

    def end(self, turn: Running, now: float) -> list[Action]:
        """Let a turn end, all of whose frames were told."""
        actions = self.pass_time(now)
        self._release(turn)
        asides, successor = self._steering.sequel(turn, unless=refusals.TOO_OLD.message if self._is_old else "")
        if successor:
            self._lanes.add_first(successor)
        told = [Send(turn.aside(event)) for event in asides]
        return [*actions, *told, *self._goodbyes(), *self._begin(now), *self._closing()]

    def _create(self, frame: JsonObject, now: float) -> _Taken:
        lane, violation = self._lane_of(frame)
        if violation is None and self._is_old:
            violation = refusals.TOO_OLD
        if violation is None and self._lanes.are_full:
            violation = refusals.TOO_MANY_TURNS
        if violation:
            return [self._refuse(violation, lane, frame)]
        # Clients that say the same over HTTP leave `stream` in; the frames of Open Responses may not have it.
        ignored = "stream" if self._contract.dialect == "openai" else None
        self._lanes.add(Create(lane, {name: value for name, value in frame.items() if name != ignored}))
        return self._begin(now)

    def _steer(self, frame: JsonObject, now: float) -> _Taken:
        violation = self._violation(frame, "previous_response_id")
        if violation:
            refused = steer.refused(frame, "invalid_input", violation.message)
            return [self._beside(self._running_of(frame), refused, violation, frame)]
        response_id = frame["previous_response_id"]
        turn = self._running.get(response_id)
        return [self._beside(turn, self._steering.take(frame, turn, self._ended.get(response_id), now))]

    def _running_of(self, frame: JsonObject) -> Running | None:
        named = frame.get("previous_response_id")
        return self._running.get(named) if isinstance(named, str) else None

    def _inject(self, frame: JsonObject, now: float) -> _Taken:
        violation = self._violation(frame, "response_id")
        if violation:
            return [self._refuse(violation, frame=frame)]
        response_id = frame["response_id"]
        turn = self._running.get(response_id)
        return [
            self._beside(turn, inject.created(frame) if turn else inject.failed(frame, self._ended.get(response_id)))
        ]

    def _lane_of(self, frame: JsonObject) -> tuple[str | None, Violation | None]:
        if self._contract.dialect != "openai" or "stream_id" not in frame:
            return None, None
        name = frame["stream_id"]
        if not is_name(name):
            return None, refusals.INVALID_NAME
        return name, None if self._lanes.admit(name) else refusals.TOO_MANY_NAMES

    def _begin(self, now: float) -> Iterator[Action]:
        while (create := self._lanes.next()) is not None:
            create = self._steering.join(create)
            call = Call(CONNECT, self._headers, create.body, kept=self._memory.ids)
            turn = Running(create, self._session.turn(call, create.lane))
            if turn.failed and create.is_automatic:
                why = turn.refusal(now)
                self._release(turn)
                yield from (Send(turn.aside(event)) for event in given_back(create, why))
            else:
                self._running.update({turn.record.id: turn} if turn.record else {})
                yield Begin(turn)

    def _release(self, turn: Running) -> None:
        lane, previous, end = turn.create.lane, turn.create.previous, turn.end["type"]
        self._lanes.free(lane)
        if turn.failed and isinstance(previous, str):
            self._memory.evict(lane, previous)
        if turn.record:
            self._running.pop(turn.record.id, None)
            self._ended[turn.record.id] = end
            if end in _CONTINUABLE:
                self._memory.keep(lane, turn.record)

    def _goodbyes(self) -> list[Action]:
        """Say that the time is over: once for all, and to each turn that waited, behind the turn that its lane runs."""
        said = [lane for lane in self._unsaid if not self._lanes.is_busy(lane)]
        self._unsaid = [lane for lane in self._unsaid if self._lanes.is_busy(lane)]
        return [self._refuse(refusals.TOO_OLD, lane) for lane in said]

    def _closing(self) -> Iterator[Action]:
        if self._is_old and self._lanes.are_idle:
            yield Close(_GOING_AWAY, refusals.TOO_OLD.message)

    def _violation(self, frame: JsonObject, target: str) -> Violation | None:
        found = self._contract.violations(Call(CONNECT, self._headers, frame), None)
        # A contract of the user's own may say nothing of connections.
        nameless = not isinstance(frame.get(target), str) or "input" not in frame
        return found[0] if found else refusals.missing(target) if nameless else None

    def _beside(
        self, turn: Running | None, event: Event, instead: Violation | None = None, frame: JsonObject = _NOTHING
    ) -> Send:
        """Tell an event beside a turn, if there is one; or refuse, where the event would have to repeat nonsense."""
        if instead and self._contract.event_violations({**event, "sequence_number": 0}, CONNECT):
            return self._refuse(instead, frame=frame)
        return Send(turn.aside(event) if turn else encode({**event, "sequence_number": 0}))

    def _refuse(self, violation: Violation, lane: str | None = None, frame: JsonObject = _NOTHING) -> Send:
        self._session.refuse(violation, Call(CONNECT, self._headers, frame))
        status, message, dialect = violation.status, violation.message, self._contract.dialect
        return Send(
            error_frame(status, message, param=violation.param, code=violation.code, lane=lane, dialect=dialect)
        )


_Taker: TypeAlias = Callable[[Connection, JsonObject, float], _Taken]
_OPEN_KINDS: Mapping[str, _Taker] = {"response.create": Connection._create}
_KINDS: Mapping[str, _Taker] = {
    **_OPEN_KINDS,
    "response.steer": Connection._steer,
    "response.inject": Connection._inject,
}
