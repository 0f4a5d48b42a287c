"""Items to events: the whole stream of one response."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.obfuscation import padding
from mockserver.protocol.pieces import Cut, words
from mockserver.protocol.snapshot import added
from mockserver.protocol.stages import Manner, item_stages
from mockserver.values import Dialect, Event, JsonObject

_ERROR_TYPE = "server_error"
"""What kind of error breaks a stream off, in the words for HTTP 500 (open-responses/NOTES.md E2)."""

_NO_ASIDES: Mapping[int, Sequence[str]] = {}


def expand(
    begun: JsonObject,
    ended: JsonObject,
    terminal: str,
    cut: Cut = words,
    dialect: Dialect = "openai",
    *,
    asides: Mapping[int, Sequence[str]] = _NO_ASIDES,
    queued: bool = False,
    obfuscates: bool = False,
) -> Iterator[Event]:
    """Write every event from `response.created` to the terminal one, numbered from 0, one at a time.

    `begun` and `ended` are the response before and after its output; `terminal` is the last event's type. `asides` are
    the partial images by output index. A `queued` response waits before it is in progress. `obfuscates` pads deltas.
    """
    numbered = number(_events(begun, ended, terminal, queued, item_events(ended["output"], cut, dialect, asides)))
    return map(padded, numbered) if obfuscates else numbered


def item_events(
    items: Iterable[JsonObject],
    cut: Cut = words,
    dialect: Dialect = "openai",
    asides: Mapping[int, Sequence[str]] = _NO_ASIDES,
) -> Iterator[Event]:
    """Write the events of the items, without sequence numbers."""
    row = DIALECT_ROWS[dialect]
    for index, item in enumerate(items):
        at = {"output_index": index}
        yield {"type": "response.output_item.added", **at, "item": added(item, row.status_row(item["type"]))}
        for event in item_stages(item, Manner(cut, asides.get(index, ()), row.logprobs_have_bytes)):
            name = {"type": row.renamed.get(event["type"], event["type"])}
            if name["type"] in row.events:
                yield {**name, **at, **event, **name}
        yield {"type": "response.output_item.done", **at, "item": item}


def interrupt(
    events: Iterable[Event],
    ended: JsonObject,
    error: JsonObject,
    after: int | None,
    dialect: Dialect = "openai",
    *,
    then_failed: bool = False,
) -> Iterator[Event]:
    """End a numbered stream early with an `error` event, after so many events or in the place of the terminal one.

    `ended` is the response of the terminal event; `error` holds code, message and param. The event is flat, as
    documented (surface/REPORT.md §7); where `response.failed` must follow, it holds the same as an object too, so that
    readers of both kinds find it. `then_failed` lets it follow in any dialect.
    """
    fails = DIALECT_ROWS[dialect].fails_after_error
    flat = {"type": "error", **error}
    yield from number(_broken_off(events, after, flat, ended, fails=fails, then_failed=then_failed))


def _broken_off(
    events: Iterable[Event],
    after: int | None,
    error: Event,
    ended: JsonObject,
    *,
    fails: bool,
    then_failed: bool,
) -> Iterator[Event]:
    done: list[JsonObject] = []
    for event in islice(_without_last(events), after):
        done += [event["item"]] if event["type"] == "response.output_item.done" else []
        yield event
    if fails:
        yield {**error, "error": {**error, "type": _ERROR_TYPE}}
    else:
        yield error
    if fails or then_failed:
        yield {"type": "response.failed", "response": _failed(ended, error, done)}


def _without_last(events: Iterable[Event]) -> Iterator[Event]:
    return (event for event, _ in pairwise(events))


def _failed(ended: JsonObject, error: JsonObject, done: list[JsonObject]) -> JsonObject:
    return {
        **ended,
        "status": "failed",
        "completed_at": None,
        "error": {"code": error["code"], "message": error["message"]},
        "incomplete_details": None,
        "output": done,
    }


def number(events: Iterable[Event], first: int = 0) -> Iterator[Event]:
    """Put the sequence numbers in, from the first on."""
    return ({"type": event["type"], "sequence_number": n, **event} for n, event in enumerate(events, first))


def padded(event: Event) -> Event:
    """Pad a numbered event if it is a delta."""
    if not event["type"].endswith(".delta"):
        return event
    return {**event, "obfuscation": padding(event["delta"], event["sequence_number"])}


def _events(
    begun: JsonObject, ended: JsonObject, terminal: str, queued: bool, inner: Iterator[Event]
) -> Iterator[Event]:
    waiting = {**begun, "status": "queued"}
    yield {"type": "response.created", "response": waiting if queued else begun}
    if queued:
        yield {"type": "response.queued", "response": waiting}
    yield {"type": "response.in_progress", "response": begun}
    yield from inner
    yield {"type": terminal, "response": ended}
