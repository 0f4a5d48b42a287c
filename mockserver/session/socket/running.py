"""A turn that is being told."""

from collections.abc import Iterable

import orjson

from mockserver.session.socket.answering import Answered
from mockserver.session.socket.lanes import Create
from mockserver.session.socket.steer import Steer
from mockserver.values import Event, Reply
from mockserver.wire.websocket import encode

_TERMINAL = frozenset({"response.completed", "response.incomplete", "response.failed", "error"})
_NO_END: Event = {"type": ""}


class Running:
    """One turn: what was asked, how it is answered, how much of it was told, and what steers it.

    What is told beside the answer takes a number of its own, and the events after it count on from there.
    """

    def __init__(self, create: Create, answered: Answered) -> None:
        self.create = create
        self.record = answered.record
        self.steers: list[Steer] = []
        self._answered = answered
        self._told = 0
        self._asides = 0
        self._last = b""

    @property
    def reply(self) -> Reply:
        """The answer, whose pieces are frames."""
        return self._answered.reply

    def tell(self, frames: Iterable[bytes]) -> list[bytes]:
        """Take the next frames in as told, and give them as they have to be sent."""
        told = [self._renumbered(frame) for frame in frames]
        self._told += len(told)
        self._last = told[-1] if told else self._last
        return told

    def aside(self, event: Event) -> bytes:
        """Write an event that is told beside the answer, under the next number."""
        numbered = {**event, "sequence_number": self._told + self._asides}
        self._asides += 1
        return encode(numbered, lane=self.create.lane)

    @property
    def end(self) -> Event:
        """The event that ended the turn; one of type "" when it broke off, or its last frame is nothing of the kind."""
        last = _read(self._last)
        return last if last and last.get("type") in _TERMINAL else _NO_END

    @property
    def failed(self) -> bool:
        """Whether it was answered by an error."""
        return self._answered.failed or self.end["type"] == "error"

    def refusal(self, now: float) -> str:
        """Say why a turn was refused, of which nothing was told yet."""
        reply = self.reply
        data = reply.reader.read(now).data if reply.reader else (reply.body,)
        error = (_read(b"".join(data[:1])) or {}).get("error")
        return str(error["message"]) if isinstance(error, dict) else "The successor could not be made."

    def _renumbered(self, frame: bytes) -> bytes:
        event = _read(frame) if self._asides else None
        if event is None or not isinstance(event.get("sequence_number"), int):
            return frame
        return orjson.dumps({**event, "sequence_number": event["sequence_number"] + self._asides})


def _read(frame: bytes) -> Event | None:
    # What a scenario sends may be anything.
    try:
        event = orjson.loads(frame)
    except orjson.JSONDecodeError:
        return None
    return event if isinstance(event, dict) else None
