"""What the items of a request's `input` are, and the text they carry."""

from collections.abc import Iterable
from enum import IntEnum
from typing import TypeAlias

from mockserver.values.json import Json, JsonObject


class Kind(IntEnum):
    """Whose item it is."""

    USER = 1
    MODEL = 2
    OUTPUT = 3
    OTHER = 4


Items: TypeAlias = list[tuple[JsonObject, Kind]]
"""The items of one `input`, each with its kind."""

# The members by themselves: looking one up in its class costs more than all else here.
_USER, _MODEL, _OUTPUT, _OTHER = Kind
_SPEAKERS = {"user": _USER, "assistant": _MODEL}
_TYPES = {
    "additional_tools": _OTHER,
    "compaction_trigger": _OTHER,
    "configuration_update": _OTHER,
    "mcp_approval_response": _OUTPUT,
}


def input_items(body: JsonObject) -> list[JsonObject]:
    """List the items of `input`; a plain text is one user message, whatever is no object is left out."""
    given = body.get("input")
    if isinstance(given, str):
        return [{"role": "user", "content": given}]
    return [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []


def read_items(body: JsonObject) -> Items:
    """List the items of `input`, each with its kind."""
    return [(item, kind_of(item)) for item in input_items(body)]


def kind_of(item: JsonObject) -> Kind:
    """Tell apart a user's message, what a model made (messages, calls, reasoning), a call's output, and the rest."""
    name = item.get("type") or ("message" if "role" in item else "item_reference")
    if name == "message":
        role = item.get("role")
        return _SPEAKERS.get(role, _OTHER) if isinstance(role, str) else _OTHER
    if not isinstance(name, str):
        return _MODEL
    return _OUTPUT if name.endswith("_output") else _TYPES.get(name, _MODEL)


def text_of(content: Json) -> str:
    """Join the texts of a message's content or of a tool output: a plain text, or a list of parts."""
    if isinstance(content, str):
        return content
    return "".join(_texts(content)) if isinstance(content, list) else ""


def _texts(parts: Iterable[Json]) -> Iterable[str]:
    for part in parts:
        if isinstance(part, dict):
            text = part.get("text", part.get("refusal"))
            yield text if isinstance(text, str) else ""
