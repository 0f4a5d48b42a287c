"""Event streams as files hold them: server-sent events, or a JSON object on each line."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import orjson

from mockserver.scenario.document import DEEPEST, too_deep
from mockserver.values import Json, Place, ScenarioError
from mockserver.wire.sse import DONE, Frame, frames

FRAMED_SUFFIXES: Final = frozenset({".sse"})
LINE_SUFFIXES: Final = frozenset({".jsonl", ".ndjson"})
STREAM_SUFFIXES: Final = FRAMED_SUFFIXES | LINE_SUFFIXES


class SavedStream(NamedTuple):
    """The events of a stream, and the frames that they were written in; there are none around JSON lines."""

    events: list[Json]
    lines: list[int]
    frames: tuple[Frame, ...] = ()

    def positions(self) -> Mapping[tuple[str | int, ...], tuple[int, int]]:
        """Place each event at the line of its data, and what should follow the last at the last line."""
        last = max((*self.lines, *(frame.line for frame in self.frames)), default=1)
        return {(at,): (line, 1) for at, line in enumerate([*self.lines, last])}


def read_frames(text: str, file: str) -> SavedStream:
    """Read server-sent events. Raises `ScenarioError` when the data of one is not JSON."""
    framed = tuple(frames(text.encode()))
    said = [frame for frame in framed if frame.data != DONE]
    events = [_parsed(frame.data, Place(file, frame.line)) for frame in said]
    return SavedStream(events, [frame.line for frame in said], framed)


def read_lines(text: str, file: str) -> SavedStream:
    """Read one JSON value from each line that is not blank. Raises `ScenarioError` at a line that is none."""
    numbered = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    events = [_parsed(line.encode(), Place(file, number)) for number, line in numbered]
    return SavedStream(events, [number for number, _ in numbered])


def begins_as_frames(text: str) -> bool:
    """Whether the first event in a text is a JSON object with a type; YAML may have keys such as `data:` too."""
    first = next(frames(text.encode()), None)
    return first is not None and is_event(_value(first.data))


def first_line(text: str) -> Json:
    """Give the value of the first line that is not blank; None when it is no JSON by itself."""
    return _value(text.lstrip().partition("\n")[0].encode())


def is_event(value: Json) -> bool:
    """Whether a value could be an event."""
    return isinstance(value, dict) and isinstance(value.get("type"), str)


def _value(data: bytes) -> Json:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return None


def _parsed(data: bytes, place: Place) -> Json:
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise ScenarioError(place, f"not valid JSON: {error.msg}") from None
    if too_deep(value):
        raise ScenarioError(place, f"nested deeper than {DEEPEST} levels")
    return value
