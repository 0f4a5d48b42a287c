"""A client of one connection, and a session that answers as it is told."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from mockserver.contract.contract import Contract
from mockserver.session.socket.actions import Action, Begin, Close, Send
from mockserver.session.socket.connection import Connection
from mockserver.session.socket.running import Running
from mockserver.values import DIALECTS, Burst, Call, Dialect, Event, JsonObject, Reply, Step, Violation
from mockserver.values.operation import CONNECT
from mockserver.wire.websocket import encode, error_frame

CONTRACTS = {dialect: Contract.shipped(Path(__file__).parents[3] / "contracts", dialect) for dialect in DIALECTS}
COMPLETED, INCOMPLETE, FAILED = "response.completed", "response.incomplete", "response.failed"


class Read:
    """Gives all frames at once."""

    def __init__(self, frames: Iterable[bytes]) -> None:
        self._frames = tuple(frames)

    def read(self, now: float) -> Step:
        return Step(self._frames, is_over=True)


class Record:
    """A response; it can be cut as long as `ended` is empty."""

    def __init__(self, response_id: str, cut: list[tuple[str, float]], ended: list[bool]) -> None:
        self.id = response_id
        self._cut, self._ended = cut, ended

    def steer(self, now: float) -> bool:
        self._cut.append((self.id, now))
        return not self._ended


class Answer(NamedTuple):
    reply: Reply
    record: Record | None = None
    failed: bool = False


def frames_of(response_id: str, lane: str | None, end: str, output: Iterable[JsonObject]) -> list[bytes]:
    """Write the first and the last event of a response."""
    types = ("response.created", end)
    response = {"id": response_id, "output": [*output]}
    events = [{"type": name, "sequence_number": number, "response": response} for number, name in enumerate(types)]
    return [encode(event, lane=lane) for event in events]


class Session:
    """Answers each turn with a response of its own, `resp_1`, `resp_2`, unless its input is `refuse` or `explode`.

    `ends` and `outputs` say, for the text of an input, how its response ends and what is in it.
    """

    def __init__(self, ends: Mapping[str, str], outputs: Mapping[str, list[JsonObject]]) -> None:
        self.calls: list[Call] = []
        self.refused: list[Violation] = []
        self.cut: list[tuple[str, float]] = []
        self.ended: list[bool] = []
        self._ends, self._outputs = ends, outputs

    def turn(self, call: Call, lane: str | None) -> Answer:
        self.calls.append(call)
        text = text_of(call.body)
        if text == "refuse":
            return Answer(Reply(400, (), (Burst(0.0, error_frame(400, "No.", lane=lane)),)), None, failed=True)
        response_id = f"resp_{len(self.calls)}"
        told = frames_of(response_id, lane, self._ends.get(text, COMPLETED), self._outputs.get(text, ()))
        if text == "explode":
            told[-1] = error_frame(500, "Sorry.", lane=lane)
        return Answer(Reply(200, (), (), reader=Read(told)), Record(response_id, self.cut, self.ended))

    def refuse(self, violation: Violation, call: Call) -> Reply:
        self.refused.append(violation)
        return Reply(violation.status, (), ())


def text_of(body: JsonObject) -> str:
    given = body["input"]
    return str(given if isinstance(given, str) else given[-1].get("content"))


class Client:
    """Says what a client says; keeps what it is sent, the turns that were begun, and whether it was sent away."""

    def __init__(
        self,
        dialect: Dialect = "openai",
        ends: Mapping[str, str] | None = None,
        outputs: Mapping[str, list[JsonObject]] | None = None,
    ) -> None:
        self.now = 0.0
        self.session = Session(ends or {}, outputs or {})
        self.contract = CONTRACTS[dialect]
        self.sent: list[Event] = []
        self.begun: list[Running] = []
        self.closed: Close | None = None
        self._finished: list[Running] = []
        self._told: dict[Running, int] = {}
        self._connection = Connection(self.session, self.contract, {"authorization": "Bearer key"}, self.now)

    def say(self, data: str | bytes) -> list[Event]:
        """Send a frame; gives what comes at once."""
        return self._perform(self._connection.take(data, self.now))

    def create(self, text: str, lane: str | None = None, **more: Any) -> list[Event]:
        named = {} if lane is None else {"stream_id": lane}
        return self.send(type="response.create", model="gpt-5", input=text, **named, **more)

    def steer(self, response_id: str, given: Any = "Stop.") -> list[Event]:
        return self.send(type="response.steer", previous_response_id=response_id, input=given)

    def send(self, **frame: Any) -> list[Event]:
        return self.say(orjson.dumps(frame).decode())

    def wait(self, seconds: float) -> list[Event]:
        self.now += seconds
        return self._perform(self._connection.pass_time(self.now))

    def tell(self, turn: Running, most: int = 10) -> list[Event]:
        """Let the next frames of a turn be told, at most so many."""
        reader = turn.reply.reader
        frames = reader.read(self.now).data if reader else (turn.reply.body,)
        begin = self._told.get(turn, 0)
        self._told[turn] = begin + most
        return self._take([Send(text) for text in turn.tell(frames[begin : begin + most])])

    def finish(self, turn: Running) -> list[Event]:
        """Tell a turn to its end."""
        self._finished.append(turn)
        return [*self.tell(turn), *self._perform(self._connection.end(turn, self.now))]

    def finish_all(self) -> list[Event]:
        """Finish one turn after the other, and all that they bring about."""
        told = list[Event]()
        for turn in self.begun:
            told += self.finish(turn) if turn not in self._finished else []
        return told

    @property
    def texts(self) -> list[str]:
        """What the turns that were begun say."""
        return [text_of(turn.create.body) for turn in self.begun]

    def breaches(self) -> list[Violation]:
        """Hold the error frames and the events beside turns against the contract; the turns here are too short."""
        judged = [event for event in self.sent if "response" not in event]
        return [breach for event in judged for breach in self.contract.event_violations(event, CONNECT)]

    def _perform(self, actions: Iterable[Action]) -> list[Event]:
        listed = list(actions)
        self.begun += [action.turn for action in listed if isinstance(action, Begin)]
        self.closed = next((action for action in listed if isinstance(action, Close)), self.closed)
        return self._take(listed)

    def _take(self, actions: Iterable[Action]) -> list[Event]:
        events = [orjson.loads(action.text) for action in actions if isinstance(action, Send)]
        self.sent += events
        return events


def codes(events: Iterable[Event]) -> list[tuple[str | None, str | None]]:
    """Give the code of each error, and the lane that it names."""
    return [(event["error"]["code"], event.get("stream_id")) for event in events]
