"""One response that was made."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import islice, takewhile

from mockserver.protocol.break_off import break_off
from mockserver.protocol.ids import Ids
from mockserver.protocol.outcome import Outcome
from mockserver.protocol.so_far import SoFar, so_far
from mockserver.protocol.stored_item import id_kind, is_listed, is_reference, stored
from mockserver.protocol.usage import output_tokens, reasoning_tokens, usage
from mockserver.replies.frames import Frame
from mockserver.replies.response_script import ResponseScript
from mockserver.replies.script import Filling
from mockserver.replies.telling import Telling, is_queued
from mockserver.session.calls import unanswered_in
from mockserver.session.cut import Cut
from mockserver.session.follow import FROM_THE_START, Follower
from mockserver.session.node import Node
from mockserver.session.setting import Setting
from mockserver.session.walk import Walk
from mockserver.values import Event, JsonObject, Reply, input_items
from mockserver.wire.encoding import Encoding

_STEERED = Outcome("incomplete", reason="steered")
_CANCELLED = Outcome("cancelled")


class Record:
    """A response with the call that it answers, and how far it has come.

    `body` is the request's; `script` and `filling` tell the response; `begun` is when, by the session's clock; `node`
    is where its thread goes on, if anywhere; `previous` is the response that it continues, `loose` are the items that
    stood before the call's own where that is a conversation. After a warm-up nothing was generated.
    """

    is_warm_up = False
    _looks = 0
    _is_streamed = False
    _shown = 0
    _cut: Cut | None = None

    def __init__(
        self,
        setting: Setting,
        begun: float,
        body: JsonObject,
        script: ResponseScript,
        filling: Filling,
        node: Node | None,
        previous: Record | None,
        loose: Collection[JsonObject],
    ) -> None:
        self.id = script.response_id or filling.response_id or Ids(filling.base).response
        self.setting = setting
        self.begun = begun
        self.body = body
        self.script = script
        self.filling = filling
        self.node = node
        self.previous = previous
        self._loose = loose

    @property
    def is_background(self) -> bool:
        """Whether nobody waits for it."""
        return self.filling.queued

    @property
    def is_apart(self) -> bool:
        """Whether no step or stub answered it, so that its thread is that of `node`, or none."""
        return self.node is None or self.is_warm_up

    def is_like(self, other: Record) -> bool:
        """Whether another one tells of the same attempt at the same call."""
        return (self.filling.base, self.filling.attempt) == (other.filling.base, other.filling.attempt)

    @cached_property
    def input(self) -> list[JsonObject]:
        """The call's own input, as items with ids; a reference is what it refers to."""
        return self._resolved()

    def resolve_references(self) -> None:
        """Find now what the input refers to: later it may be deleted."""
        self.input = self._resolved()

    @property
    def brought(self) -> list[JsonObject]:
        """The items that came in with the call, without references."""
        return [item for item in self._given if not is_reference(item)]

    def context(self, now: float) -> list[JsonObject]:
        """List the items that stood before the call's own: what it continues, oldest first."""
        *above, _ = self.lineage
        told = [item for record in above for item in (*record.input, *record.output(now))]
        return [*self.lineage[0]._loose, *told]

    def items(self, now: float) -> list[JsonObject]:
        """List all that was put in: what it continues, and the call's own input."""
        return [*self.context(now), *self.input]

    def output(self, now: float) -> list[JsonObject]:
        """List the items that are done."""
        items: list[JsonObject] = self.snapshot(now)["output"]
        return items

    def status(self, now: float) -> str:
        """Tell how it stands."""
        return str(self.snapshot(now)["status"])

    def has_ended(self, now: float) -> bool:
        """Tell whether nothing more will change."""
        return self._is_told_at_once or self._cut is not None or self._so_far(now).has_ended

    def snapshot(self, now: float, include: Collection[str] = ()) -> JsonObject:
        """Show the response as it stands, with what the call and this look ask for."""
        if self._cut:
            return self._cut.ended
        if self._is_told_at_once:
            return self._telling(include).ended
        state = self._so_far(now, include)
        return self._telling(include).ended if state.has_ended else state.response

    def waiting(self) -> JsonObject:
        """Show the response as the call itself sees it, when nobody waits for its end."""
        return so_far(_events(self._queue), self.setting.dialect).response

    def look(self) -> None:
        """Take note that somebody looked, which moves a response that is moved so."""
        self._looks += 1

    def follow(
        self,
        encoding: Encoding,
        *,
        after: int = FROM_THE_START,
        include: Collection[str] = (),
        obfuscates: bool | None = None,
        spoilt: bool = False,
    ) -> Follower:
        """Read its stream, the events after a sequence number; only the call itself suffers from faults."""
        self._stop_counting_looks()
        telling = self._telling(include, obfuscates)
        planned = self._hastened(telling.spoilt(encoding) if spoilt else telling.frames(encoding))
        return Follower(Walk(planned, self.begun, self.setting.timeline, lambda: self._cut, encoding), after)

    def streamed(self, encoding: Encoding) -> Reply:
        """Answer the call itself with a stream, faults and all."""
        return self.script.followed(self.filling, self._usual, self.follow(encoding, spoilt=True))

    def cancel(self, now: float) -> None:
        """End it where it is."""
        told = self._reached(now)
        planned = _events(islice(self._telling().frames(), len(told), None))
        self._cut = Cut(len(told), tuple(break_off(told, planned, _CANCELLED, None, self.setting.dialect)))

    def steer(self, now: float) -> bool:
        """End it at the next boundary between items; false when it has ended.

        One that calls what the client has to answer goes on to its own end.
        """
        if self.has_ended(now):
            return False
        told = _up_to_boundary(_events(self._telling().frames()), len(self._reached(now)))
        state = so_far(told, self.setting.dialect)
        if not state.has_ended and not unanswered_in(state.response["output"]):
            tail = break_off(told, (), _STEERED, self._usage(state), self.setting.dialect)
            self._cut = Cut(len(told), tuple(tail))
        return True

    @cached_property
    def lineage(self) -> list[Record]:
        """It and all that it continues, oldest first."""
        found, record = [self], self.previous
        while record is not None:
            found.append(record)
            record = record.previous
        return found[::-1]

    @property
    def total_tokens(self) -> int:
        """The total of its usage."""
        return self.script.total_tokens(self.filling.input_tokens)

    def _resolved(self) -> list[JsonObject]:
        made = (self.setting.resolve(str(item.get("id"))) if is_reference(item) else item for item in self._given)
        return [item for item in made if item is not None]

    @cached_property
    def _given(self) -> list[JsonObject]:
        listed = (item for item in input_items(self.body) if is_listed(item))
        return [item if is_reference(item) else self._stored(index, item) for index, item in enumerate(listed)]

    def _stored(self, index: int, item: JsonObject) -> JsonObject:
        return stored(item, Ids(self.filling.base).given(id_kind(item), index), self.setting.dialect)

    @cached_property
    def _is_told_at_once(self) -> bool:
        return not (self.is_background or self.script.pacing)

    def _telling(self, include: Collection[str] = (), obfuscates: bool | None = None) -> Telling:
        wishes = self.filling.wishes
        wanted = wishes._replace(
            include=wishes.include.union(include), obfuscates=wishes.obfuscates if obfuscates is None else obfuscates
        )
        return self._usual if wanted == wishes else self.script.telling(self.filling._replace(wishes=wanted))

    @cached_property
    def _usual(self) -> Telling:
        return self.script.telling(self.filling)

    @property
    def _queue(self) -> Iterator[Frame]:
        """The frames before it is in progress; the first in any case."""
        frames = self._usual.frames()
        first = next(frames)
        return iter([first, *takewhile(is_queued, frames)])

    def _so_far(self, now: float, include: Collection[str] = ()) -> SoFar:
        told = self._reached(now, include)
        state = so_far(told, self.setting.dialect)
        return state._replace(has_ended=True) if len(told) == self._length else state

    def _reached(self, now: float, include: Collection[str] = ()) -> list[Event]:
        frames = self._telling(include).frames()
        if self._moves_by_looks:
            frames = islice((frame._replace(due=0.0) for frame in frames), self._share)
        else:
            frames = self._hastened(frames)
        return [*_events(Walk(frames, self.begun, self.setting.timeline).due(now))]

    @property
    def _moves_by_looks(self) -> bool:
        return self.is_background and bool(self._usual.polls) and not self._is_streamed

    def _stop_counting_looks(self) -> None:
        """From now on time moves it; what looks have shown stays told."""
        if self._moves_by_looks and self._looks:
            self._shown = self._share
        self._is_streamed = True

    def _hastened(self, frames: Iterator[Frame]) -> Iterator[Frame]:
        """Let at once leave what looks have shown."""
        if not self._shown:
            return frames
        return (frame._replace(due=0.0) if frame.number < self._shown else frame for frame in frames)

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

    def _usage(self, state: SoFar) -> JsonObject:
        read, items = self.filling.input_tokens, state.response["output"]
        written = output_tokens(items)
        return usage(read, written, read + written, reasoning=reasoning_tokens(items))


def _events(frames: Iterator[Frame]) -> Iterator[Event]:
    return (frame.event for frame in frames)


def _up_to_boundary(events: Iterator[Event], reached: int) -> list[Event]:
    """Take the events that were told, and those after them until no item is on its way."""
    told, on_their_way = list[Event](), set[object]()
    for event in events:
        if len(told) >= reached and not on_their_way:
            break
        told.append(event)
        if event["type"] == "response.output_item.added":
            on_their_way.add(event.get("output_index"))
        elif event["type"] == "response.output_item.done":
            on_their_way.discard(event.get("output_index"))
    return told
