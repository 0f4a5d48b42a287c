"""Item types that a server adds to Open Responses, such as `acme:search_result` (open-responses/NOTES.md I6)."""

import re
from dataclasses import replace

from mockserver.protocol.item_types.row import ItemType

_SLUG = re.compile(r"[a-z0-9_-]+:.")
_EXTENSION = ItemType("extension", "ext", {}, free=True)


def is_extension(name: str) -> bool:
    """Tell whether a type begins with the slug of who added it."""
    return _SLUG.match(name) is not None


def extension(name: str) -> ItemType:
    """Describe a type of which nothing is known: its items are passed on as they are."""
    return replace(_EXTENSION, name=name)
