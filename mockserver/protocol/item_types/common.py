"""Fields, defaults and readings that several item types share."""

from collections.abc import Callable, Mapping
from copy import deepcopy

import orjson

from mockserver.protocol.author import (
    Check,
    check_any,
    check_mapping,
    check_nullable,
    check_text,
    check_text_or,
)
from mockserver.protocol.item_types.row import Field, Make, Making, Read
from mockserver.values import Json

_ANSWERS = ("call_id", "approval_request_id")
"""What items say of the call that they answer."""


def optional(check: Check) -> Field:
    """Describe a field that stands where the author wrote it, null allowed."""
    return Field(check_nullable(check))


def constant(value: Json) -> Make:
    """Make the same value for every item, each its own copy."""
    return lambda making: deepcopy(value)


def unless_broken(make: Make) -> Make:
    """Make what only an item has that went to its end; null in any other."""
    return lambda making: make(making) if making.course == "completed" else None


def own_id(kind: str) -> Make:
    """Make an id of this kind."""
    return lambda making: making.id(kind)


def of_call(item_type: str, key: str, otherwise: Make) -> Make:
    """Take what a call has under a key: the first call of this type that no item answers yet, else the last."""

    def make(making: Making) -> Json:
        calls = [item for item in making.before if item["type"] == item_type]
        others = (item for item in making.before if item["type"] != item_type)
        answered = [item[name] for item in others for name in _ANSWERS if item.get(name) is not None]
        waiting = [call for call in calls if call["id"] not in answered and call.get("call_id") not in answered]
        found = (call[key] for call in [*waiting, *reversed(calls)] if key in call)
        return next(found, None) or otherwise(making)

    return make


def id_of_call(item_type: str, key: str, kind: str) -> Make:
    """Take the id that the call of this type has under a key that is answered here, or make one of this kind."""
    return of_call(item_type, key, own_id(kind))


def sealed(kind: str) -> Make:
    """Make up an encrypted content, which begins as real ones do and holds the item's own id of this kind."""
    return lambda making: f"gAAAAAB{making.id(kind)}"


def as_json_text(value: Json, making: Making) -> str:
    """Take a text as it is, and write anything else as JSON."""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def as_output(value: Json, making: Making) -> Json:
    """Take a text or a list of parts as it is, and write an object as JSON."""
    return value if isinstance(value, list) else as_json_text(value, making)


def each(read: Read) -> Read:
    """Read every member of a list; one that is written alone is a list of one."""

    def read_each(value: Json, making: Making) -> Json:
        members = value if isinstance(value, list) else [value]
        return [read(member, making._replace(number=number)) for number, member in enumerate(members)]

    return read_each


def filled(key: str, defaults: Mapping[str, Json]) -> Read:
    """Read a text as a mapping with that one key; keys that are missing get their defaults."""
    return lambda value, making: {**defaults, **(value if isinstance(value, dict) else {key: value})}


def emptied(value: Json) -> Json:
    """Show an empty text, list or mapping of the same kind; null stays."""
    return None if value is None else type(value)()


def nothing(value: Json) -> Json:
    """Show null."""
    return None


def without(*keys: str) -> Callable[[Json], Json]:
    """Show a mapping without these keys."""
    return lambda value: {key: inner for key, inner in value.items() if key not in keys}


AGENT = {"agent": optional(check_mapping)}
"""Which agent an item comes from (beta)."""

CALLER = {"caller": optional(check_mapping), **AGENT}
"""Who made a call: the model, or a program that it wrote."""

CREATED_BY = {"created_by": optional(check_text)}

CALL_ID = {"call_id": Field(check_text, make=own_id("call"))}

ARGUMENTS = {"arguments": Field(check_text_or(dict, check_any), make=constant("{}"), read=as_json_text, first=emptied)}
"""A call's arguments: a JSON text, or the object that it holds."""
