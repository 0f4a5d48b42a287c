"""The fields of an event, held against its row."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeGuard

from mockserver.protocol.finding import Finding, shown
from mockserver.protocol.rows import EventRow
from mockserver.values import Event, Json


def is_integer(value: Json) -> TypeGuard[int]:
    """Tell whether a value is a JSON integer, which `true` is not."""
    return isinstance(value, int) and not isinstance(value, bool)


_IS: dict[str, Callable[[Json], bool]] = {
    "string": lambda value: isinstance(value, str),
    "string or null": lambda value: value is None or isinstance(value, str),
    "integer": is_integer,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "'incomplete'": lambda value: value == "incomplete",
}


def field_flaws(row: EventRow, event: Event) -> Iterator[Finding]:
    """Find the fields that are missing or of the wrong JSON type."""
    needed = {} if row.instead and _has_all(row.instead, event) else row.fields
    for name, wanted in (*row.fields.items(), *row.optional.items()):
        if name not in event:
            if name in needed:
                yield Finding(name, f"expected {wanted}, got nothing")
        elif not _IS[wanted](event[name]):
            yield Finding(name, f"expected {wanted}, got {shown(event[name])}")


def _has_all(fields: Mapping[str, str], event: Event) -> bool:
    return all(name in event and _IS[wanted](event[name]) for name, wanted in fields.items())
