"""What a stream has said so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mockserver.protocol.dialects import DIALECT_ROWS, DialectRow
from mockserver.protocol.fields import is_integer
from mockserver.protocol.rows import TEXTS, EventRow, Kind, PartList, find_text
from mockserver.protocol.stage_order import stage_of
from mockserver.protocol.streamed import StreamedItem, StreamedOutput, StreamedText
from mockserver.values import Event, Json, JsonObject


@dataclass(slots=True)
class StreamState:
    """The state before the next event.

    `opening` is the response as its first event showed it; `failing` says that an error has announced its failure;
    `asides` counts those since the last event that has a number; `lane` is what the first event named; `used` maps
    the ids that no two items may share, as `own_ids` lists them, to the index of the item that has each.
    """

    dialect: DialectRow = DIALECT_ROWS["openai"]
    last_number: int = -1
    asides: int = 0
    lane: Json = None
    started: bool = False
    opening: JsonObject | None = None
    stages: list[str] = field(default_factory=list)
    items: dict[int, StreamedItem] = field(default_factory=dict)
    used: dict[tuple[str, str, str], int] = field(default_factory=dict)
    failing: bool = False
    ended: str | None = None

    def is_over(self, event: Event) -> bool:
        """Whether the stream has ended; recorded ones tell the failure of a response after an error too."""
        may_follow = self.ended == "error" and not self.dialect.error_is_last and event.get("type") == "response.failed"
        return self.ended is not None and not may_follow

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


def next_index(known: dict[int, Any]) -> int:
    """Count on from the index that came last."""
    return next(reversed(known), -1) + 1


def advance(state: StreamState, event: Event) -> None:
    """Take one event into the state; what makes no sense there changes nothing but the numbering."""
    row = state.dialect.read(event)
    if row is not None and row.kind == "aside":
        state.asides += 1
        return
    _count(state, event)
    if row is not None and not state.is_over(event):
        state.lane = state.lane if state.started else event.get("stream_id")
        state.started = True
        _reach(state, row, event)
        _ADVANCE[row.kind](state, row, event)


def _count(state: StreamState, event: Event) -> None:
    number = event.get("sequence_number")
    state.last_number = number if is_integer(number) else state.last_number + 1
    state.asides = 0


def _reach(state: StreamState, row: EventRow, event: Event) -> None:
    item = state.item(event) if "output_index" in event else None
    stage = None if item is None or item.done is not None else stage_of(item.added.get("type"), row, event)
    if item is None or stage is None:
        return
    progress, reached = item.progress, (stage, event["type"])
    progress.furthest = reached if stage > progress.furthest[0] else progress.furthest
    if row.kind == "progress":
        progress.told.add(event["type"])
        progress.latest = reached if stage > progress.latest[0] else progress.latest


def _opening(state: StreamState, row: EventRow, event: Event) -> None:
    state.opening = state.opening or event["response"]
    if event["type"] not in state.stages:
        state.stages.append(event["type"])


def _end(state: StreamState, row: EventRow, event: Event) -> None:
    state.ended = event["type"]


def _failing(state: StreamState, row: EventRow, event: Event) -> None:
    state.failing = True


def _item_added(state: StreamState, row: EventRow, event: Event) -> None:
    if event["output_index"] not in state.items:
        state.items[event["output_index"]] = _new_item(event["item"])
        for own in own_ids(event["item"]):
            state.used.setdefault(own, event["output_index"])


def own_ids(item: JsonObject) -> list[tuple[str, str, str]]:
    """List the ids that are an item's alone: field, type of those that must differ in it ("" is all), and the id."""
    fields = (("id", ""), ("call_id", str(item.get("type"))))
    return [(name, kind, item[name]) for name, kind in fields if isinstance(item.get(name), str)]


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


def _image(state: StreamState, row: EventRow, event: Event) -> None:
    item = _open_item(state, row, event)
    if item is not None:
        item.images += 1


def _command_added(state: StreamState, row: EventRow, event: Event) -> None:
    item = _open_item(state, row, event)
    if item is not None:
        item.commands.setdefault(event["command_index"], StreamedText(None, deltas=[event["command"]]))


def _command_delta(state: StreamState, row: EventRow, event: Event) -> None:
    command = open_command(state, row, event)
    if command is not None:
        command.deltas.append(event["delta"])


def _command_done(state: StreamState, row: EventRow, event: Event) -> None:
    command = open_command(state, row, event)
    if command is not None:
        command.value = event["command"]


def _output_delta(state: StreamState, row: EventRow, event: Event) -> None:
    output = _output(state, row, event)
    if output is not None and output.value is None:
        for channel, deltas in (("stdout", output.stdout), ("stderr", output.stderr)):
            piece = event["delta"].get(channel)
            if isinstance(piece, str):
                deltas.append(piece)


def _output_done(state: StreamState, row: EventRow, event: Event) -> None:
    output = _output(state, row, event)
    if output is not None and output.value is None:
        output.value = event["output"]


def _nothing(state: StreamState, row: EventRow, event: Event) -> None:
    """Leave the state as it is."""


def open_command(state: StreamState, row: EventRow, event: Event) -> StreamedText | None:
    """Find the command that an event names, unless it is done."""
    item = _open_item(state, row, event)
    command = item.commands.get(event["command_index"]) if item else None
    return None if command is None or command.value is not None else command


def _output(state: StreamState, row: EventRow, event: Event) -> StreamedOutput | None:
    item = _open_item(state, row, event)
    return item.outputs.setdefault(event["command_index"], StreamedOutput()) if item else None


def _open_item(state: StreamState, row: EventRow, event: Event) -> StreamedItem | None:
    item = state.item(event)
    return None if item is None or item.done is not None or item.added.get("type") not in row.items else item


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
    "image": _image,
    "command_added": _command_added,
    "command_delta": _command_delta,
    "command_done": _command_done,
    "output_delta": _output_delta,
    "output_done": _output_done,
    "progress": _nothing,
    "free": _nothing,
    "aside": _nothing,
}
