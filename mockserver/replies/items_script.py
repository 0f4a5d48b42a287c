"""Item replies, compiled once to bytes with slots."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

import orjson

from mockserver.protocol.item_types import ITEM_TYPES
from mockserver.replies.compose import MARKED, Composition
from mockserver.replies.error_script import with_retry_hint
from mockserver.replies.script import Filling, Script
from mockserver.scenario.model import Fault, ItemsReply, Pacing
from mockserver.values import Burst, Dialect, Event, Reply
from mockserver.wire import sse
from mockserver.wire.errors import error_reply
from mockserver.wire.segments import Segments, SlotValues

_STREAM = (b"content-type", b"text/event-stream; charset=utf-8")
_NO_CACHE = (b"cache-control", b"no-cache")
_JSON = (b"content-type", b"application/json")
_FAULT_STATUS = 500
_ISSUED = ("type", "id", "call_id", "status")


class ItemsScript(Script):
    """A response with its items, as JSON and as a stream of a dialect."""

    is_response = True

    def __init__(self, reply: ItemsReply, dialect: Dialect = "openai") -> None:
        self._source = reply
        self._dialect = dialect
        self._marked = Composition(reply, MARKED, dialect)
        bodies = enumerate(item.body for item in reply.output)
        self.objects = tuple((at, body["json"]) for at, body in bodies if isinstance(body, dict) and "json" in body)
        self.pinned_ids = frozenset(_pinned_ids(self._marked.items))
        self.spoken = "".join(ITEM_TYPES[item["type"]].spoken(item) for item in self._marked.items)
        self._output_tokens = int(self._marked.usage["output_tokens"])
        self._tool_names = {item["call_id"]: item["name"] for item in self._marked.items if "call_id" in item}

    def reply(self, filling: Filling, *, streams: bool) -> Reply:
        """Fill the stream or the JSON body; a fault in the stream is an HTTP error in JSON."""
        if streams:
            return self._stream(filling)
        return self._json_error(filling, self._source.fault) if self._source.fault else self._json(filling)

    def invites_retry(self, *, streams: bool) -> bool:
        """Only a fault does."""
        return self._source.fault is not None

    def tool_name(self, call_id: str, base: str) -> str | None:
        """Look the call up by its id, or by the id's place when the id was made for this reply."""
        return self._tool_names.get(call_id) or self._tool_names.get(call_id.replace(base, MARKED.base))

    def issued(self, base: str) -> Sequence[Mapping[str, str]]:
        """Put the base into the ids that are made for a reply."""
        return [
            {name: item[name].replace(MARKED.base, base) for name in _ISSUED if name in item}
            for item in self._marked.items
        ]

    def total_tokens(self, input_tokens: int) -> int:
        """Add up, unless the author wrote the total."""
        total = self._marked.usage["total_tokens"]
        return total if isinstance(total, int) else input_tokens + self._output_tokens

    @cached_property
    def _body(self) -> Segments:
        return Segments(orjson.dumps(self._marked.ended))

    @cached_property
    def _bursts(self) -> list[tuple[float, Segments]]:
        dues = list(due_times(self._marked.events, self._source.stream))
        written = [*map(sse.encode, self._marked.events), sse.ending(self._dialect)]
        timed = zip([*dues, dues[-1]], written, strict=True)
        return [
            (due, Segments(b"".join(data for _, data in together)))
            for due, together in groupby(timed, key=lambda pair: pair[0])
        ]

    def _values(self, filling: Filling) -> SlotValues:
        base, _, created_at, input_tokens, echo = filling
        total_tokens = input_tokens + self._output_tokens
        numbers = b"%d %d %d %d" % (created_at, created_at + 1, input_tokens, total_tokens)
        return SlotValues._make((base.encode(), *numbers.split(), echo))

    def _json(self, filling: Filling) -> Reply:
        body = self._body.fill(self._values(filling))
        headers = (_JSON, (b"content-length", b"%d" % len(body)), filling.request_id)
        return Reply(200, headers, (Burst(0.0, body),))

    def _stream(self, filling: Filling) -> Reply:
        values = self._values(filling)
        bursts = tuple([Burst(due, segments.fill(values)) for due, segments in self._bursts])
        return Reply(200, (_STREAM, _NO_CACHE, filling.request_id), bursts)

    def _json_error(self, filling: Filling, fault: Fault) -> Reply:
        error = fault.error_event
        headers = with_retry_hint(_FAULT_STATUS, {})
        plan = error_reply(
            _FAULT_STATUS, error.message, param=error.param, code=error.code, headers=headers, dialect=self._dialect
        )
        return Reply(plan.status, (*plan.headers, filling.request_id), plan.bursts)


def due_times(events: Iterable[Event], pacing: Pacing | None) -> Iterator[float]:
    """Time a stream in seconds: `first` before the first delta, `between` from one delta to the next."""
    now, step = 0.0, pacing.first if pacing else 0.0
    for event in events:
        if pacing and event["type"].endswith(".delta"):
            now, step = now + step, pacing.between
        yield now


def _pinned_ids(items: Iterable[dict[str, str]]) -> Iterator[str]:
    for item in items:
        yield from (item[key] for key in ("id", "call_id") if key in item and MARKED.base not in item[key])
