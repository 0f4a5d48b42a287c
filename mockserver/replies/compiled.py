"""A response whose values are left open, as bytes."""

from collections.abc import Iterable
from functools import cached_property

import orjson

from mockserver.replies.bursts import bursts
from mockserver.replies.frames import Frame
from mockserver.values import Burst, JsonObject
from mockserver.wire.segments import Segments, SlotValues

_WHOLE = float("inf")


class Compiled:
    """The JSON body and the bursts of a stream, each encoded once."""

    def __init__(self, ended: JsonObject, frames: Iterable[Frame]) -> None:
        self._ended = ended
        self._frames = frames

    def body(self, values: SlotValues) -> bytes:
        """Fill the JSON body."""
        return self._body.fill(values)

    def bursts(self, values: SlotValues) -> tuple[Burst, ...]:
        """Fill the stream."""
        return tuple([Burst(due, segments.fill(values), gate) for due, segments, gate in self._bursts])

    @cached_property
    def _body(self) -> Segments:
        return Segments(orjson.dumps(self._ended))

    @cached_property
    def _bursts(self) -> list[tuple[float, Segments, str]]:
        return [(due, Segments(data), gate) for due, data, gate in bursts(self._frames, _WHOLE)]
