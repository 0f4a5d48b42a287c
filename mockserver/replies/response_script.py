"""A response as JSON and as a stream."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

import orjson

from mockserver.protocol.fields import is_integer
from mockserver.protocol.item_types import row_of
from mockserver.protocol.wishes import NONE, Wishes
from mockserver.replies.body_faults import Body
from mockserver.replies.bursts import Lazily, bursts
from mockserver.replies.compiled import Compiled
from mockserver.replies.compose import MARKED, Values
from mockserver.replies.error_script import with_retry_hint
from mockserver.replies.faulty import Faults, Fields
from mockserver.replies.frames import Frame, frames
from mockserver.replies.script import NO_EFFECT, Effect, Filling, Script
from mockserver.replies.telling import Telling
from mockserver.replies.timing import is_paced
from mockserver.replies.told import Told
from mockserver.scenario.model import Background, Fault, Pacing
from mockserver.values import Burst, Dialect, Event, JsonObject, Reader, Reply
from mockserver.wire import sse
from mockserver.wire.encoding import Encoding
from mockserver.wire.errors import error_reply
from mockserver.wire.segments import SlotValues

_JSON = (b"content-type", b"application/json")
_FAULT_STATUS = 500
_ISSUED = ("type", "id", "call_id", "status")
_LONG = 64 * 1024
"""Bytes of the output as JSON from which a reply is encoded while it leaves; compiled, its deltas would fill memory."""
_KEPT = 32
"""How many variants of a reply are kept compiled."""


class ResponseScript(Script):
    """A response of a dialect: compiled once where that is possible, told anew for each call where it is not."""

    is_response = True

    def __init__(
        self,
        pacing: Pacing | None,
        fault: Fault | None,
        dialect: Dialect,
        seed: int,
        background: Background | None = None,
    ) -> None:
        self.pacing = pacing
        self._background = background or Background()
        self._dialect = dialect
        self._seed = seed
        self._faults = Faults(fault, inside=("error_event",), has_done=bool(sse.ending(dialect)))
        self._is_faulty = fault is not None
        self._compiled: dict[Wishes, Compiled] = {}

    @abstractmethod
    def told(self, values: Values, wishes: Wishes) -> Told:
        """Tell the response with these values."""

    @property
    @abstractmethod
    def error(self) -> JsonObject | None:
        """Code, message and param of the error that breaks the stream off, if any."""

    @property
    def extra_headers(self) -> Fields:
        """The headers beside the usual ones."""
        return ()

    @cached_property
    def pinned_ids(self) -> frozenset[str]:
        """The ids of items and calls that the author wrote into the file."""
        return frozenset(_pinned_ids(self._marked.items))

    @cached_property
    def spoken(self) -> str:
        """What a person reads of it."""
        return "".join(row_of(item["type"]).spoken(item) for item in self._marked.items)

    def reply(self, filling: Filling, *, streams: bool) -> Reply:
        """Fill the stream or the JSON body; an error that breaks the stream off is an HTTP error in JSON."""
        if streams and not self._faults.replace_streams:
            return self._stream(filling)
        return self._json(filling) if self.error is None else self._json_error(filling, self.error)

    @property
    def replaces_streams(self) -> bool:
        """Whether a fault puts one body in the place of a stream."""
        return self._faults.replace_streams

    def telling(self, filling: Filling) -> Telling:
        """Tell the response to a call that may look at it more than once."""
        told = self._told_to(filling)
        whole, broken = partial(self._timed, told.whole), partial(self._timed, told.stream)
        background = self._background if filling.queued else Background()
        return Telling(filling.wishes, told.ended, whole, broken, self._faults, background, is_paced(self.pacing))

    def body(self, filling: Filling, response: JsonObject) -> Reply:
        """Plan a state of the response as a JSON body that waits for nothing."""
        return self._faults.spoil_body(Body(200, self._json_headers(filling, data := orjson.dumps(response)), data))

    def followed(self, filling: Filling, telling: Telling, reader: Reader) -> Reply:
        """Plan a stream that is read while it goes on."""
        return Reply(200, self._faults.spoil_headers(self._stream_headers(filling)), (), telling.ending, reader)

    def invites_retry(self, *, streams: bool) -> bool:
        """Only what breaks it off does."""
        return self.error is not None or (self._is_faulty and bool(self.effect(streams=streams).shown))

    def effect(self, *, streams: bool) -> Effect:
        """Tell which faults show."""
        if not self._is_faulty:
            return NO_EFFECT
        as_stream = streams and not self._faults.replace_streams
        return self._faults.effect_on_stream() if as_stream else self._faults.effect_on_body()

    def tool_name(self, call_id: str, base: str) -> str | None:
        """Look the call up by its id, or by the id's place when the id was made for this reply."""
        return self._tool_names.get(call_id) or self._tool_names.get(call_id.replace(base, MARKED.base))

    def issued(self, base: str) -> Sequence[Mapping[str, str]]:
        """Put the base into the ids that are made for a reply."""
        return [
            {name: item[name].replace(MARKED.base, base) for name in _ISSUED if isinstance(item.get(name), str)}
            for item in self._marked.items
        ]

    def total_tokens(self, input_tokens: int) -> int:
        """Add up, unless the author wrote the total."""
        total = self._usage.get("total_tokens", 0)
        return total if isinstance(total, int) else input_tokens + self._output_tokens

    @cached_property
    def _output_tokens(self) -> int:
        written = self._usage.get("output_tokens")
        return written if is_integer(written) else 0

    @cached_property
    def _usage(self) -> JsonObject:
        # Events that may break the contract can hold anything in its place.
        written = self._marked.ended.get("usage")
        return written if isinstance(written, dict) else {}

    @cached_property
    def _tool_names(self) -> dict[str, str]:
        calls = [item for item in self._marked.items if item.get("call_id") and not item["type"].endswith("_output")]
        return {item["call_id"]: item.get("name") or item["type"].removesuffix("_call") for item in calls}

    @cached_property
    def _is_long(self) -> bool:
        return len(orjson.dumps(self._marked.items)) > _LONG

    @cached_property
    def _marked(self) -> Told:
        return self.told(MARKED, NONE)

    @cached_property
    def _duration(self) -> float:
        """The seconds until the last event of the stream, which is when a JSON body is whole."""
        return max((frame.due for frame in self._frames(self._marked)), default=0.0) if self.pacing else 0.0

    def _frames(self, told: Told, encoding: Encoding | None = None) -> Iterator[Frame]:
        return self._timed(told.stream, encoding or sse.encoding(self._dialect))

    def _timed(self, walk: Callable[[], Iterator[Event]], encoding: Encoding) -> Iterator[Frame]:
        return frames(walk(), self.pacing, encoding, self._seed)

    def _told_to(self, filling: Filling) -> Told:
        values = Values(
            filling.base,
            filling.created_at,
            filling.created_at + 1,
            filling.input_tokens,
            filling.echoed,
            filling.response_id,
            filling.queued,
        )
        return self.told(values, filling.wishes)

    @cached_property
    def _usual(self) -> Compiled:
        return Compiled(self._marked.ended, self._frames(self._marked))

    def _compiled_for(self, wishes: Wishes) -> Compiled:
        if wishes is NONE:
            return self._usual
        compiled = self._compiled.get(wishes)
        if compiled is None:
            if len(self._compiled) >= _KEPT:
                self._compiled.clear()
            told = self.told(MARKED, wishes)
            compiled = self._compiled[wishes] = Compiled(told.ended, self._frames(told))
        return compiled

    def _slot_values(self, filling: Filling) -> SlotValues:
        base, _, created_at, input_tokens, echo, *_ = filling
        total_tokens = input_tokens + self._output_tokens
        numbers = b"%d %d %d %d" % (created_at, created_at + 1, input_tokens, total_tokens)
        return SlotValues._make((base.encode(), *numbers.split(), echo))

    def _stream(self, filling: Filling) -> Reply:
        headers = self._stream_headers(filling)
        if not (self._faults or self._is_long or filling.response_id):
            return Reply(200, headers, self._compiled_for(filling.wishes).bursts(self._slot_values(filling)))
        walk = partial(self._frames, self._told_to(filling))
        if self._faults:
            return self._faults.spoil_stream(200, headers, walk)
        return Reply(200, headers, Lazily(lambda: bursts(walk())))

    def _json(self, filling: Filling) -> Reply:
        if self._is_long or filling.response_id:
            data = orjson.dumps(self._told_to(filling).ended)
        else:
            data = self._compiled_for(filling.wishes).body(self._slot_values(filling))
        headers = self._json_headers(filling, data)
        if not self._is_faulty and self.pacing is None:
            return Reply(200, headers, (Burst(0.0, data),))
        return self._faults.spoil_body(Body(200, headers, data, self._duration, self.gates))

    def _stream_headers(self, filling: Filling) -> Fields:
        return (*sse.HEADERS, filling.request_id, *self.extra_headers)

    def _json_headers(self, filling: Filling, data: bytes) -> Fields:
        return (_JSON, (b"content-length", b"%d" % len(data)), filling.request_id, *self.extra_headers)

    def _json_error(self, filling: Filling, error: JsonObject) -> Reply:
        plan = error_reply(_FAULT_STATUS, **error, headers=with_retry_hint(_FAULT_STATUS, {}), dialect=self._dialect)
        headers = (*plan.headers, filling.request_id, *self.extra_headers)
        return self._faults.spoil_body(Body(plan.status, headers, plan.body, self._duration, self.gates))


def _pinned_ids(items: Iterable[JsonObject]) -> Iterator[str]:
    for item in items:
        named = (item[key] for key in ("id", "call_id") if isinstance(item.get(key), str))
        yield from (issued for issued in named if MARKED.base not in issued)
