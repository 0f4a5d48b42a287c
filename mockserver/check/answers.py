"""Which operation answers with an object."""

from collections.abc import Mapping
from typing import Final

from mockserver.values import Json

LIST: Final = "list"
_PAGED: Final = frozenset({"first_id", "last_id", "has_more"})

OPERATIONS: Final[Mapping[str, str]] = {
    "response": "responses.create",
    "response.compaction": "responses.compact",
    "response.input_tokens": "responses.input_tokens",
    "conversation": "conversations.create",
    "conversation.deleted": "conversations.delete",
    "model": "models.retrieve",
    LIST: "responses.input_items",
}
"""The operation that answers with an object of this name, when nothing else tells."""


def object_named(body: Mapping[str, Json]) -> tuple[str, str]:
    """Give the name of an object and its place, for a list of objects other than models that of the first.

    What has no name is taken for a response.
    """
    name, first = body.get("object", "response"), _first_name(body)
    if name == LIST and first not in (None, "model"):
        return first, "data[0].object"
    return (name if isinstance(name, str) else "response"), "object"


def answered_by(body: Mapping[str, Json]) -> str | None:
    """Name the operation that answers with a body; None when none answers with such an object."""
    name, place = object_named(body)
    if place != "object":
        return None
    if name == LIST and _lists_models(body):
        return "models.list"
    return "responses.delete" if name == "response" and "deleted" in body else OPERATIONS.get(name)


def _lists_models(body: Mapping[str, Json]) -> bool:
    """Tell a list of models by its first, an empty one by having no pages."""
    return _first_name(body) == "model" or (body.get("data") == [] and body.keys().isdisjoint(_PAGED))


def _first_name(body: Mapping[str, Json]) -> str | None:
    """Give the name of the first object of a list; items have none."""
    data = body.get("data")
    first = data[0] if isinstance(data, list) and data else None
    name = first.get("object") if isinstance(first, dict) else None
    return name if isinstance(name, str) else None
