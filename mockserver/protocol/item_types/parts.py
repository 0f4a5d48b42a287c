"""The events of the texts inside an item."""

from collections.abc import Iterator

from mockserver.protocol.pieces import Cut
from mockserver.values import Event, JsonObject


def text_events(name: str, at: JsonObject, field: str, text: str, cut: Cut, extra: JsonObject) -> Iterator[Event]:
    """Write a text's deltas and then the whole of it under `field`; `at` says where, `extra` stands in each event."""
    for piece in cut(text):
        yield {"type": f"response.{name}.delta", **at, "delta": piece, **extra}
    yield {"type": f"response.{name}.done", **at, field: text, **extra}


def part_events(
    name: str, at: JsonObject, empty: JsonObject, inside: Iterator[Event], part: JsonObject
) -> Iterator[Event]:
    """Wrap a part's events between its added and its done."""
    yield {"type": f"response.{name}.added", **at, "part": empty}
    yield from inside
    yield {"type": f"response.{name}.done", **at, "part": part}
