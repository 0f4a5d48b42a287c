"""Events back into items: the road of `expand` in the other direction."""

from collections.abc import Sequence

from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.stream_state import StreamedItem, StreamedText, StreamState, advance
from mockserver.values import Dialect, Event, Json, JsonObject


def collapse(events: Sequence[Event], dialect: Dialect = "openai") -> list[JsonObject]:
    """Build the output items out of a stream of a dialect, in the order of their `output_index`.

    Texts, parts and annotations are put together from the events that brought them; only what no event brings
    (id, status, call_id, name, role, logprobs, encrypted_content) is read off the last snapshot of the item or part.
    A stream that was cut gives what came before the cut; events that make no sense are passed over.
    """
    state = StreamState(DIALECT_ROWS[dialect])
    for event in events:
        advance(state, event)
    return [_item(item) for _, item in sorted(state.items.items())]


def _item(item: StreamedItem) -> JsonObject:
    last = item.added if item.done is None else item.done
    texts = {name: text.joined for name, text in item.texts.items() if text.deltas or last.get(name)}
    lists = {name: _parts(parts) for name, parts in item.parts.items() if parts or last.get(name)}
    return {**last, **texts, **lists}


def _parts(parts: dict[int, StreamedText]) -> list[Json]:
    return [_part(text) for _, text in sorted(parts.items())]


def _part(text: StreamedText) -> JsonObject:
    if text.row is None:
        return text.part
    annotated = text.annotations or text.part.get("annotations")
    annotations = {"annotations": list(text.annotations)} if annotated else {}
    return {**text.part, text.row.field: text.joined, **annotations}
