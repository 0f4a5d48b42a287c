"""How far a response has come."""

from collections.abc import Iterator
from functools import cached_property, partial
from itertools import islice, takewhile

from mockserver.protocol.break_off import break_off
from mockserver.protocol.outcome import Outcome
from mockserver.protocol.so_far import SoFar, so_far
from mockserver.protocol.usage import output_tokens, reasoning_tokens, usage
from mockserver.protocol.wishes import Wishes
from mockserver.replies.frames import Frame
from mockserver.replies.response_script import ResponseScript
from mockserver.replies.script import Filling
from mockserver.replies.telling import Telling, is_queued
from mockserver.session.calls import unanswered_in
from mockserver.session.cut import Cut, EarlyEnd
from mockserver.session.frame_reader import FrameReader
from mockserver.session.look import PLAIN, Look
from mockserver.session.surroundings import Surroundings
from mockserver.session.walk import Walk
from mockserver.values import Event, JsonObject, Reply
from mockserver.wire.encoding import NO_BYTES, Encoding

_STEERED = Outcome("incomplete", reason="steered")
_CANCELLED = Outcome("cancelled")
_BOUNDS = {"response.output_item.added": 1, "response.output_item.done": -1}
"""How the events that bound items change the number of those on their way."""


class Progress:
    """A response that is told while time passes, and may be ended early.

    `script` and `filling` tell it, `begun` is when, by the session's clock. What it shows at some time is a function of
    that, of the gates, of how often somebody looked, and of its early end.
    """

    def __init__(self, script: ResponseScript, filling: Filling, begun: float, surroundings: Surroundings) -> None:
        self._script = script
        self._filling = filling
        self._begun = begun
        self._dialect, self._timeline, _ = surroundings
        self._looks = 0
        self._is_streamed = False
        self._looked_up_to = 0
        self._early_end: EarlyEnd | None = None
        self._cuts: dict[Wishes, Cut] = {}
        self._tellings: dict[Wishes, Telling] = {}

    def has_ended(self, now: float) -> bool:
        """Tell whether nothing more will change."""
        return self._is_at_once or self._so_far(now).has_ended

    def snapshot(self, now: float, look: Look = PLAIN) -> JsonObject:
        """Show the response as it stands, with what the call and this look ask for."""
        if self._is_at_once:
            return self._telling(look).ended
        state = self._so_far(now, look)
        is_at_its_end = state.has_ended and self._early_end is None
        return self._telling(look).ended if is_at_its_end else state.response

    def waiting(self) -> JsonObject:
        """Show the response as the call itself sees it, when nobody waits for its end."""
        return so_far(_events(self._queue), self._dialect).response

    def look(self) -> None:
        """Take note that somebody looked, which moves a response that is moved so."""
        self._looks += 1

    def reader(self, encoding: Encoding, look: Look = PLAIN, *, spoilt: bool = False) -> FrameReader:
        """Read its stream as a look asks for it; only the call itself suffers from faults."""
        self._stop_counting_looks()
        telling = self._telling(look)
        planned = telling.spoilt(encoding) if spoilt else telling.frames(encoding)
        return FrameReader(self._walk(telling, self._hastened(planned), encoding), look.after)

    def streamed(self, encoding: Encoding) -> Reply:
        """Answer the call itself with a stream, faults and all."""
        return self._script.followed(self._filling, self._usual, self.reader(encoding, spoilt=True))

    def cancel(self, now: float) -> None:
        """End it where it is."""
        self._early_end = EarlyEnd(len(self._reached(now)), _CANCELLED)

    def steer(self, now: float) -> bool:
        """End it at the next boundary between items; false when it has ended.

        One that calls what the client has to answer goes on to its own end.
        """
        if self.has_ended(now):
            return False
        told = _up_to_boundary(_events(self._usual.frames()), len(self._reached(now)))
        state = so_far(told, self._dialect)
        if not state.has_ended and not unanswered_in(state.response["output"]):
            self._early_end = EarlyEnd(len(told), _STEERED)
        return True

    @cached_property
    def _is_told_at_once(self) -> bool:
        return not (self._filling.queued or self._script.pacing)

    @property
    def _is_at_once(self) -> bool:
        return self._is_told_at_once and self._early_end is None

    @cached_property
    def _usual(self) -> Telling:
        return self._script.telling(self._filling)

    def _telling(self, look: Look = PLAIN) -> Telling:
        wanted = look.added_to(self._filling.wishes)
        if wanted == self._filling.wishes:
            return self._usual
        telling = self._tellings.get(wanted)
        if telling is None:
            telling = self._tellings[wanted] = self._script.telling(self._filling._replace(wishes=wanted))
        return telling

    def _so_far(self, now: float, look: Look = PLAIN) -> SoFar:
        told = self._reached(now, look)
        # Before its first event may leave it stands as the call itself saw it.
        state = so_far(told or _events(self._queue), self._dialect)
        return state._replace(has_ended=True) if len(told) == self._length else state

    def _reached(self, now: float, look: Look = PLAIN) -> list[Event]:
        telling = self._telling(look)
        frames = telling.frames()
        if self._moves_by_looks:
            frames = islice((frame._replace(due=0.0) for frame in frames), self._share)
        else:
            frames = self._hastened(frames)
        return [*_events(self._walk(telling, frames).due(now))]

    def _walk(self, telling: Telling, frames: Iterator[Frame], encoding: Encoding = NO_BYTES) -> Walk:
        return Walk(frames, self._begun, self._timeline, partial(self._cut, telling), encoding)

    def _cut(self, telling: Telling) -> Cut | None:
        """Give what follows the early end, in the words of a telling."""
        if self._early_end is None:
            return None
        at, outcome = self._early_end
        cut = self._cuts.get(telling.wishes)
        if cut is None:
            events = _events(telling.frames())
            told = [*islice(events, at or 1)]  # No stream begins with its end.
            tail = break_off(told, events, outcome, self._usage(told, outcome), self._dialect)
            cut = self._cuts[telling.wishes] = Cut(at, (*told[at:], *tail))
        return cut

    def _usage(self, told: list[Event], outcome: Outcome) -> JsonObject | None:
        """Count what was made until an early end; what is cancelled counts nothing."""
        if outcome is _CANCELLED:
            return None
        read, items = self._filling.input_tokens, so_far(told, self._dialect).response["output"]
        written = output_tokens(items)
        return usage(read, written, read + written, reasoning=reasoning_tokens(items))

    @property
    def _queue(self) -> Iterator[Frame]:
        """The frames before it is in progress; the first in any case."""
        frames = self._usual.frames()
        first = next(frames)
        return iter([first, *takewhile(is_queued, frames)])

    @property
    def _moves_by_looks(self) -> bool:
        return self._filling.queued and bool(self._usual.polls) and not self._is_streamed

    def _stop_counting_looks(self) -> None:
        """From now on time moves it; what looks have shown stays told."""
        if self._moves_by_looks and self._looks:
            self._looked_up_to = self._share
        self._is_streamed = True

    def _hastened(self, frames: Iterator[Frame]) -> Iterator[Frame]:
        """Let at once leave what looks have shown."""
        if not self._looked_up_to:
            return frames
        return (frame._replace(due=0.0) if frame.number < self._looked_up_to else frame for frame in frames)

    @property
    def _share(self) -> int:
        """How many events the looks so far show."""
        waiting = len([*self._queue])
        if not self._looks:
            return waiting
        return max(waiting + 1, self._length * min(self._looks, self._usual.polls) // self._usual.polls)

    @cached_property
    def _length(self) -> int:
        return sum(1 for _ in self._usual.frames())


def _events(frames: Iterator[Frame]) -> Iterator[Event]:
    return (frame.event for frame in frames)


def _up_to_boundary(events: Iterator[Event], reached: int) -> list[Event]:
    """Take the events that were told, and those after them until no item is on its way."""
    told, on_their_way = list[Event](), 0
    for event in events:
        if len(told) >= max(reached, 1) and not on_their_way:
            break
        told.append(event)
        on_their_way += _BOUNDS.get(event["type"], 0)
    return told
