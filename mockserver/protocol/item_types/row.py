"""The row that describes one item type."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from mockserver.protocol.author import Check, check_any
from mockserver.protocol.grammars import Course
from mockserver.protocol.ids import Ids
from mockserver.values import Json, JsonObject


class Making(NamedTuple):
    """What is known where an item is completed: its reply's ids, its place, how it goes, the items before it.

    `written` is the author's body, `number` tells apart the members of a list inside the item.
    """

    ids: Ids
    output_index: int
    course: Course = "completed"
    before: Sequence[JsonObject] = ()
    written: Mapping[str, Json] = MappingProxyType({})
    number: int = 0

    def id(self, kind: str) -> str:
        """Make up the item's own id of this kind."""
        return self.ids.of(kind, self.output_index)

    def inner_id(self, kind: str) -> str:
        """Make up an id of this kind for the member of a list."""
        return f"{self.id(kind)}{self.number:02x}"


Make: TypeAlias = Callable[[Making], Json]
Read: TypeAlias = Callable[[Json, Making], Json]
Build: TypeAlias = Callable[[JsonObject, Making], Json]
First: TypeAlias = Callable[[Json], Json]


def as_written(value: Json, making: Making) -> Json:
    """Take the author's value as it is."""
    return value


def kept(value: Json) -> Json:
    """Show the finished value from the start."""
    return value


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an item, and how authors write it.

    `check` judges what the author wrote, `read` makes the API's value of it; `make` makes the value of one that was not
    written (without it the field is left out), unless it is `needed`. `shorts` are other keys of the body that stand
    for the field and exclude it; `build` makes the value of those that were written. `first` is what
    `response.output_item.added` shows of the finished value.
    """

    check: Check = check_any
    make: Make | None = None
    read: Read = as_written
    needed: bool = False
    shorts: Mapping[str, Check] = field(default_factory=dict)
    build: Build = as_written
    first: First = kept


@dataclass(frozen=True, slots=True, eq=False)
class ItemType:
    """Everything that the protocol knows of one output item type beside its grammar and its statuses.

    `prefix` begins its ids; `text` is the key that a body of plain text stands for, if any; `also` finds the problems
    that no single field has. `tells_status` gives items a status that their type may leave out. `written` are the
    places of what the model wrote, to be counted as tokens; `spoken` is what a person reads of it. `asides` are keys
    whose values are told in events of their own and are no part of the item; `told` makes a list of texts of them.
    The type is `free` when any other key may stand in the body, to be passed on as it is.

    `fields` leaves out id, type and status, which all items have in one way.
    """

    name: str
    prefix: str
    fields: Mapping[str, Field]
    text: str = ""
    also: Check = check_any
    tells_status: bool = False
    written: tuple[str, ...] = ()
    spoken: Callable[[JsonObject], str] = lambda item: ""
    asides: Mapping[str, Check] = field(default_factory=dict)
    told: Callable[[JsonObject], list[str]] = lambda body: []
    free: bool = False
