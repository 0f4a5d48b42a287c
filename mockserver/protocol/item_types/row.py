"""The row that describes one item type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mockserver.protocol.author import Check
from mockserver.protocol.ids import Ids
from mockserver.protocol.pieces import Cut
from mockserver.values import Event, Json, JsonObject


@dataclass(frozen=True, slots=True)
class ItemType:
    """Everything the protocol knows of one output item type.

    `problems` checks an author's body; `complete` makes the finished item of it; `begun` is the item's snapshot in
    `response.output_item.added`; `events` are those between added and done, without `sequence_number` and
    `output_index`; `texts` are what the model wrote, to be counted as tokens; `spoken` is what a person
    reads of it.
    """

    name: str
    problems: Check
    complete: Callable[[Json, Ids, int], JsonObject]
    begun: Callable[[JsonObject], JsonObject]
    events: Callable[[JsonObject, Cut], Iterator[Event]]
    texts: Callable[[JsonObject], list[str]]
    spoken: Callable[[JsonObject], str] = lambda item: ""
