"""Answers with their faults."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import reduce
from itertools import chain
from typing import Any, TypeAlias

from mockserver.replies.body_faults import BODY_FAULTS, REPLACING, Body, with_header
from mockserver.replies.bursts import LARGEST, Lazily, bursts
from mockserver.replies.frames import Frame
from mockserver.replies.script import Effect
from mockserver.replies.stream_faults import FRAME_FAULTS, STREAM_FAULTS
from mockserver.scenario.model import Fault
from mockserver.values import Burst, Ending, Reply

Fields: TypeAlias = tuple[tuple[bytes, bytes], ...]
"""The headers of a reply."""

_HEAD_FAULTS = frozenset({"content_type", "slow_headers"})
_IN_FRAMES = frozenset({*FRAME_FAULTS, "slow_headers"})
_HEAD_ALONE = Burst(0.0, b"")


class Faults:
    """The faults of one reply, which may have none.

    `inside` names those that its events or its body hold already, `formless` those that find nothing in them to spoil;
    `has_done` says that its stream ends in `[DONE]`.
    """

    def __init__(
        self,
        fault: Fault | None,
        inside: Collection[str] = (),
        *,
        formless: Collection[str] = (),
        has_done: bool = False,
    ) -> None:
        self._fault = fault
        self._inside = frozenset(inside)
        self._formless = frozenset(formless)
        self._has_done = has_done
        self.names = fault.names() if fault else ()
        self.replace_streams = not REPLACING.isdisjoint(self.names)

    def __bool__(self) -> bool:
        """Whether there are any but those inside."""
        return not self._inside.issuperset(self.names)

    def spoil_body(self, body: Body) -> Reply:
        """Plan a body with the faults that have a form for it."""
        spoilt: Body = self._spoilt(BODY_FAULTS, body)
        return spoilt.plan()

    def spoil_stream(
        self, status: int, headers: Fields, frames: Callable[[], Iterator[Frame]], largest: float = LARGEST
    ) -> Reply:
        """Plan a stream with the faults that have a form for it; `frames` makes it anew each time."""
        told = self.spoil_headers(headers)
        disconnect = self._value("disconnect_after")
        if disconnect and disconnect.point == "request":
            return Reply(status, told, (), "hang_up")
        return Reply(status, told, Lazily(lambda: self._bursts(frames(), largest)), self.ending)

    def spoil_headers(self, headers: Fields) -> Fields:
        """Claim another content type, if one is to be claimed."""
        kind = self._value("content_type")
        return with_header(headers, b"content-type", kind.encode("latin-1")) if kind else headers

    def spoil_frames(self, frames: Iterator[Frame], *, in_frames: bool = False) -> Iterator[Frame]:
        """Disturb the frames of a stream that is read while it goes on, over a WebSocket if `in_frames`."""
        late = self._value("slow_headers") or 0.0
        spoilt: Iterator[Frame] = self._spoilt(FRAME_FAULTS if in_frames else STREAM_FAULTS, frames)
        return (frame._replace(due=frame.due + late) for frame in spoilt) if late else spoilt

    def effect_on_body(self) -> Effect:
        """Tell which faults show in a body."""
        return self._effect(BODY_FAULTS.keys())

    def effect_on_stream(self) -> Effect:
        """Tell which faults show in a stream."""
        return self._effect((STREAM_FAULTS.keys() | _HEAD_FAULTS) - (set() if self._has_done else {"missing_done"}))

    def _effect(self, known: Collection[str]) -> Effect:
        possible = {*known} - self._formless | self._inside
        shown = tuple(name for name in self.names if name in possible)
        return Effect(shown, tuple(name for name in self.names if name not in shown))

    def _bursts(self, frames: Iterator[Frame], largest: float) -> Iterator[Burst]:
        late = self._value("slow_headers") or 0.0
        planned = bursts(self._spoilt(STREAM_FAULTS, frames), largest)
        return (burst._replace(due=burst.due + late) for burst in chain([_HEAD_ALONE], planned))

    @property
    def ending(self) -> Ending:
        """How a stream with them ends."""
        stall = self._value("stall")
        if stall and stall.duration is None:
            return "hang"
        return "hang_up" if {"disconnect_after", "cut_body"} & {*self.names} else "complete"

    def _spoilt(self, table: Mapping[str, Callable[[Any, Any], Any]], whole: Any) -> Any:
        return reduce(lambda left, name: table[name](left, self._value(name)), self._set(table), whole)

    def _set(self, table: Collection[str]) -> list[str]:
        return [name for name in table if name in self.names and name not in self._formless]

    def _value(self, name: str) -> Any:
        return getattr(self._fault, name, None)


def effect_in_frames(effect: Effect) -> Effect:
    """Tell which faults show over a WebSocket, where there is neither a body nor a head."""
    names = (*effect.shown, *effect.idle)
    return Effect(tuple(filter(_IN_FRAMES.__contains__, names)), tuple(n for n in names if n not in _IN_FRAMES))
