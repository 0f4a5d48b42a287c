"""What a stream has said so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mockserver.protocol.dialects import DIALECT_ROWS, DialectRow
from mockserver.protocol.fields import is_integer
from mockserver.protocol.rows import TEXTS, EventRow, Kind, PartList, TextRow, find_text
from mockserver.values import Event, Json, JsonObject


@dataclass(slots=True)
class StreamedText:
    """A text on its way: `deltas` so far, its `value` once its own done event has said it.

    `part` is the part's last snapshot (empty for a field of the item), `closed` whether the part is done. `row` is
    none when an item of that type has no such part.
    """

    row: TextRow | None
    part: JsonObject = field(default_factory=dict)
    deltas: list[str] = field(default_factory=list)
    annotations: list[Json] = field(default_factory=list)
    value: str | None = None
    closed: bool = False

    @property
    def joined(self) -> str:
        """The deltas as one text."""
        return "".join(self.deltas)


@dataclass(slots=True)
class StreamedItem:
    """An item on its way: its first snapshot, its texts by field, its parts by list and index, its last snapshot."""

    added: JsonObject
    texts: dict[str, StreamedText]
    parts: dict[str, dict[int, StreamedText]]
    done: JsonObject | None = None


@dataclass(slots=True)
class StreamState:
    """The state before the next event.

    `opening` is the response as its first event showed it; `failing` says that an error has announced its failure.
    """

    dialect: DialectRow = DIALECT_ROWS["openai"]
    last_number: int = -1
    started: bool = False
    opening: JsonObject | None = None
    stages: list[str] = field(default_factory=list)
    items: dict[int, StreamedItem] = field(default_factory=dict)
    failing: bool = False
    ended: str | None = None

    def item(self, event: Event) -> StreamedItem | None:
        """Find the item that an event names by its `output_index`."""
        return self.items.get(event["output_index"])

    def text(self, row: EventRow, event: Event) -> StreamedText | None:
        """Find the text or part that an event names."""
        item = self.item(event)
        parts = list_of(row)
        if item is None:
            return None
        if parts is not None:
            return item.parts.get(parts.field, {}).get(event[parts.index])
        return item.texts.get(row.text.field) if row.text else None

    def done_items(self) -> list[JsonObject]:
        """List the finished items in the order of the output."""
        return [item.done for _, item in sorted(self.items.items()) if item.done is not None]


def list_of(row: EventRow) -> PartList | None:
    """Name the list of parts that an event counts in, if any."""
    return row.parts or (row.text.parts if row.text else None)


def next_index(known: Mapping[int, object]) -> int:
    """Count on from the highest index."""
    return max(known, default=-1) + 1


def advance(state: StreamState, event: Event) -> None:
    """Take one event into the state; what makes no sense there changes nothing but the numbering."""
    number = event.get("sequence_number")
    state.last_number = number if is_integer(number) else state.last_number + 1
    row = state.dialect.read(event)
    if row is not None and state.ended is None:
        state.started = True
        _ADVANCE[row.kind](state, row, event)


def _opening(state: StreamState, row: EventRow, event: Event) -> None:
    state.opening = state.opening or event["response"]
    state.stages.append(event["type"])


def _end(state: StreamState, row: EventRow, event: Event) -> None:
    state.ended = event["type"]


def _failing(state: StreamState, row: EventRow, event: Event) -> None:
    state.failing = True


def _item_added(state: StreamState, row: EventRow, event: Event) -> None:
    if event["output_index"] not in state.items:
        state.items[event["output_index"]] = _new_item(event["item"])


def _item_done(state: StreamState, row: EventRow, event: Event) -> None:
    item = state.items.setdefault(event["output_index"], _new_item(event["item"]))
    item.done = event["item"] if item.done is None else item.done


def _new_item(item: JsonObject) -> StreamedItem:
    rows = [text for text in TEXTS if text.item == item.get("type")]
    texts = {text.field: StreamedText(text) for text in rows if text.parts is None}
    return StreamedItem(item, texts, {text.parts.field: {} for text in rows if text.parts is not None})


def _part_added(state: StreamState, row: EventRow, event: Event) -> None:
    item, parts = state.item(event), row.parts
    if item is not None and item.done is None and parts is not None:
        text = find_text(item.added.get("type"), parts, event["part"].get("type"))
        item.parts.setdefault(parts.field, {}).setdefault(event[parts.index], StreamedText(text, event["part"]))


def _part_done(state: StreamState, row: EventRow, event: Event) -> None:
    text = _open_text(state, row, event)
    if text is not None:
        text.part, text.closed = event["part"], True


def _delta(state: StreamState, row: EventRow, event: Event) -> None:
    text = _open_text(state, row, event)
    if text is not None and text.value is None:
        text.deltas.append(event["delta"])


def _text_done(state: StreamState, row: EventRow, event: Event) -> None:
    text = _open_text(state, row, event)
    if text is not None and text.value is None and row.text is not None:
        text.value = event[row.text.field]


def _annotation(state: StreamState, row: EventRow, event: Event) -> None:
    text = _open_text(state, row, event)
    if text is not None:
        text.annotations.append(event["annotation"])


def _nothing(state: StreamState, row: EventRow, event: Event) -> None:
    """Leave the state as it is."""


def _open_text(state: StreamState, row: EventRow, event: Event) -> StreamedText | None:
    item, text = state.item(event), state.text(row, event)
    if item is None or item.done is not None or text is None or text.closed:
        return None
    return text if row.text in (None, text.row) else None


_ADVANCE: dict[Kind, Callable[[StreamState, EventRow, Event], None]] = {
    "opening": _opening,
    "terminal": _end,
    "error": _end,
    "failing": _failing,
    "item_added": _item_added,
    "item_done": _item_done,
    "part_added": _part_added,
    "part_done": _part_done,
    "delta": _delta,
    "text_done": _text_done,
    "annotation": _annotation,
    "progress": _nothing,
    "free": _nothing,
}
