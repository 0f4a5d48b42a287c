"""Items that a client sent, as lists show them (surface/REPORT.md §3, seed 001, ItemResource)."""

from collections.abc import Collection, Mapping

from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.inclusion import INCLUSIONS
from mockserver.protocol.item_types import row_of
from mockserver.protocol.item_types.extension import is_extension
from mockserver.protocol.statuses import StatusRow
from mockserver.protocol.stored_forms import FORMS
from mockserver.values import Dialect, Json, JsonObject

_OF_THEIR_OWN = ("id", "type", "status")
_REFERENCE = "item_reference"
_UNLISTED = "compaction_trigger"
_PREFIXES: Mapping[str, str] = {"configuration_update": "cfg"}
_IMAGES = "message.input_image.image_url"


def is_listed(item: JsonObject) -> bool:
    """Tell whether lists show such an item, or what it refers to; a trigger they do not."""
    return _type_of(item) != _UNLISTED


def is_reference(item: JsonObject) -> bool:
    """Tell whether an item stands for another, which has the same id; its type may be missing or null."""
    return _type_of(item) == _REFERENCE


def id_kind(item: JsonObject) -> str:
    """Give what the ids of such items begin with."""
    name = _type_of(item)
    return _PREFIXES.get(name) or row_of(name).prefix


def stored(item: JsonObject, item_id: str, dialect: Dialect) -> JsonObject:
    """Make of an item as a client sent it the one that lists show; `item_id` is its id unless it has one.

    What a client may leave out is filled in, what lists do not show is left out. A stored item stays as it is. Whatever
    breaks the contract is passed on, where nothing says what it could mean.
    """
    name = _type_of(item)
    own_id, status = item.get("id"), _status(name, item.get("status"), dialect)
    return {
        "id": own_id if isinstance(own_id, str) and own_id else item_id,
        "type": name,
        **({"status": status} if status is not None else {}),
        **_rest(name, item),
    }


def shown(item: JsonObject, include: Collection[str]) -> JsonObject:
    """Show of a stored item what a list was asked to `include` (surface/REPORT.md §5)."""
    for inclusion in INCLUSIONS:
        if inclusion.item == item["type"] and inclusion.include not in include:
            item = inclusion.hidden(item)
    return _without_images(item) if item["type"] == "message" and _IMAGES not in include else item


def _type_of(item: JsonObject) -> str:
    name = item.get("type")
    return name if isinstance(name, str) else "message" if "role" in item else _REFERENCE


def _status(name: str, given: Json, dialect: Dialect) -> Json:
    known = StatusRow() if is_extension(name) else DIALECT_ROWS[dialect].status_row(name)
    if known is None or given is not None:
        return given if known else None
    return "completed" if known.always or row_of(name).tells_status else None


def _rest(name: str, item: JsonObject) -> JsonObject:
    if name == "message":
        item = {**item, "content": _parts(item)}
    form = FORMS.get(name)
    rest: JsonObject = form(item) if form else {key: part for key, part in item.items() if key not in _OF_THEIR_OWN}
    return rest


def _parts(message: JsonObject) -> list[JsonObject]:
    """List the parts of a message; a plain text is one part."""
    content = message.get("content")
    if isinstance(content, str):
        return [{"type": "output_text" if message.get("role") == "assistant" else "input_text", "text": content}]
    parts = content if isinstance(content, list) else []
    return [part for part in parts if isinstance(part, dict) and isinstance(part.get("type"), str)]


def _without_images(message: JsonObject) -> JsonObject:
    return {**message, "content": [_without_image(part) for part in message["content"]]}


def _without_image(part: JsonObject) -> JsonObject:
    return {**part, "image_url": None} if part["type"] == "input_image" and "image_url" in part else part
