"""Good streams, and a way to damage them."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest

from mockserver.values import Event
from tests.protocol.good_streams import ENDED_TWICE, FINISHED, OPEN_STREAMS, STREAMS


def numbered(events: list[Event]) -> list[Event]:
    return [{**deepcopy(one), "sequence_number": number} for number, one in enumerate(events)]


@dataclass
class Editor:
    """A good stream to be damaged, its events named without `response.`; a change of order numbers them again."""

    events: list[Event]

    def at(self, name: str, nth: int = 0) -> int:
        return [at for at, one in enumerate(self.events) if one["type"] in (name, f"response.{name}")][nth]

    def put(self, name: str, path: str, value: Any, nth: int = 0) -> "Editor":
        target, last = self._target(name, path, nth)
        target[last] = value
        return self

    def lose(self, name: str, path: str, nth: int = 0) -> "Editor":
        target, last = self._target(name, path, nth)
        del target[last]
        return self

    def put_done(self, path: str, value: Any) -> "Editor":
        """Change the finished item, and the final output in the same way."""
        return self.put("output_item.done", f"item.{path}", value).put("completed", f"response.output.0.{path}", value)

    def put_response(self, name: str, value: Any) -> "Editor":
        """Change the response in every event that carries it."""
        for one in self.events:
            one.get("response", {})[name] = value
        return self

    def drop(self, name: str, nth: int = 0) -> "Editor":
        return self._reorder([one for at, one in enumerate(self.events) if at != self.at(name, nth)])

    def insert(self, before: str, new: Event) -> "Editor":
        at = self.at(before, -1)
        return self._reorder([*self.events[:at], new, *self.events[at:]])

    def repeat(self, name: str, before: str, nth: int = 0) -> "Editor":
        return self.insert(before, self._event(name, nth))

    def double(self, name: str, nth: int = 0) -> "Editor":
        at = self.at(name, nth)
        return self._reorder([*self.events[: at + 1], *self.events[at:]])

    def move(self, name: str, before: str, nth: int = 0) -> "Editor":
        moved = self.events.pop(self.at(name, nth))
        at = self.at(before)
        return self._reorder([*self.events[:at], moved, *self.events[at:]])

    def append(self, new: Event) -> "Editor":
        return self._reorder([*self.events, new])

    def _target(self, name: str, path: str, nth: int) -> tuple[Any, str | int]:
        *above, last = [int(word) if word.isdigit() else word for word in path.split(".")]
        target: Any = self._event(name, nth)
        for key in above:
            target = target[key]
        return target, last

    def _event(self, name: str, nth: int) -> Event:
        return self.events[self.at(name, nth)]

    def _reorder(self, events: list[Event]) -> "Editor":
        self.events = numbered(events)
        return self


@pytest.fixture(params=[name for name in STREAMS if name not in ENDED_TWICE])
def good_stream(request: pytest.FixtureRequest) -> list[Event]:
    """Give every good stream in turn that has one end."""
    return numbered(STREAMS[request.param]())


@pytest.fixture(params=OPEN_STREAMS)
def good_open_stream(request: pytest.FixtureRequest) -> list[Event]:
    """Give every good stream of Open Responses in turn."""
    return numbered(OPEN_STREAMS[request.param]())


@pytest.fixture(params=FINISHED)
def finished_stream(request: pytest.FixtureRequest) -> list[Event]:
    """Give every good stream in turn whose items are all done."""
    return numbered(STREAMS[request.param]())


@pytest.fixture(scope="session")
def edit() -> Callable[[str], Editor]:
    """Open the good stream of this name, a fresh copy at each call."""
    streams = {**OPEN_STREAMS, **STREAMS}
    return lambda name: Editor(numbered(streams[name]()))
