"""An item of a stream, as far as it has come."""

from dataclasses import dataclass, field

from mockserver.protocol.rows import TextRow
from mockserver.values import Json, JsonObject


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
class StreamedOutput:
    """What a command of a shell wrote, on its way: the deltas of both channels, then `value`, as its done has it."""

    stdout: list[str] = field(default_factory=list)
    stderr: list[str] = field(default_factory=list)
    value: list[Json] | None = None


@dataclass(slots=True)
class StreamedProgress:
    """How far an item has come in its grammar: all that was told, the stage told last, the furthest that was seen.

    A stage is its place in the grammar with the event that stood there.
    """

    told: set[str] = field(default_factory=set)
    latest: tuple[int, str] = (-1, "")
    furthest: tuple[int, str] = (-1, "")


@dataclass(slots=True)
class StreamedItem:
    """An item on its way: its first snapshot, its texts by field, its parts by list and index, its last snapshot.

    `commands` and `outputs` are those of a shell call and its output, by `command_index`; `images` counts the partial
    ones.
    """

    added: JsonObject
    texts: dict[str, StreamedText]
    parts: dict[str, dict[int, StreamedText]]
    commands: dict[int, StreamedText] = field(default_factory=dict)
    outputs: dict[int, StreamedOutput] = field(default_factory=dict)
    progress: StreamedProgress = field(default_factory=StreamedProgress)
    images: int = 0
    done: JsonObject | None = None
