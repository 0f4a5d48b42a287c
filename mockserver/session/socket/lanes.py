"""Who is next on which lane."""

import re
from collections import deque
from typing import NamedTuple

from mockserver.session.socket.steer import Steer
from mockserver.values import Json, JsonObject

MOST_ACTIVE = 16
"""Turns that run at the same time on one connection; others wait (lib/responses_websocket of the SDK)."""
MOST_NAMES = 32
"""Different lanes that a connection may name; the default lane has no name."""
MOST_WAITING = 1000
"""Turns that may wait on one connection, so that one client cannot fill the memory; no source names a limit."""

_NAME = re.compile(r"[A-Za-z0-9_.-]{1,256}")


def is_name(given: Json) -> bool:
    """Say whether a `stream_id` can name a lane."""
    return isinstance(given, str) and _NAME.fullmatch(given) is not None


class Create(NamedTuple):
    """A turn that was asked for.

    `steers` are the words put in before, which it commits; `is_automatic` says that it is made of nothing else.
    """

    lane: str | None
    body: JsonObject
    steers: tuple[Steer, ...] = ()
    is_automatic: bool = False

    @property
    def previous(self) -> Json:
        """The id of the response that it continues, as the client has it."""
        return self.body.get("previous_response_id")


class Lanes:
    """The turns of each lane in the order of their arrival; one runs at a time, and those of other lanes beside it."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._waiting: dict[str | None, deque[tuple[int, Create]]] = {}
        self._busy: set[str | None] = set()
        self._arrived = 0

    @property
    def are_idle(self) -> bool:
        """Whether nothing runs."""
        return not self._busy

    @property
    def are_full(self) -> bool:
        """Whether as many turns wait as may."""
        return sum(map(len, self._waiting.values())) >= MOST_WAITING

    def is_busy(self, lane: str | None) -> bool:
        """Whether a turn of a lane runs."""
        return lane in self._busy

    def admit(self, name: str) -> bool:
        """Take a lane in; false when the connection has too many."""
        if name not in self._names and len(self._names) >= MOST_NAMES:
            return False
        self._names.add(name)
        return True

    def add(self, create: Create) -> None:
        """Let a turn wait behind all of its lane."""
        self._arrived += 1
        self._waiting.setdefault(create.lane, deque()).append((self._arrived, create))

    def add_first(self, create: Create) -> None:
        """Let a turn be the next of all, as soon as its lane is free."""
        self._waiting.setdefault(create.lane, deque()).appendleft((0, create))

    def next(self) -> Create | None:
        """Begin the turn that came first of those that may."""
        ready = [queue for lane, queue in self._waiting.items() if queue and lane not in self._busy]
        if not ready or len(self._busy) >= MOST_ACTIVE:
            return None
        _, create = min(ready, key=lambda queue: queue[0][0]).popleft()
        self._busy.add(create.lane)
        return create

    def free(self, lane: str | None) -> None:
        """Let the next of a lane begin."""
        self._busy.remove(lane)

    def dismiss(self) -> list[Create]:
        """Give back all that wait, which now will not begin."""
        waiting = sorted((entry for queue in self._waiting.values() for entry in queue), key=lambda entry: entry[0])
        self._waiting.clear()
        return [create for _, create in waiting]
