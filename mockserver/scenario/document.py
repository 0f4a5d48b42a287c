"""A file's content as plain values, before anything is known about its meaning."""

from typing import Final, NamedTuple

from mockserver.scenario.places import Places
from mockserver.values import Json

DEEPEST: Final = 100
"""Levels of nesting that a file may have; Python's own limit is not far above."""

_CONTAINERS: Final = (dict, list)


class Document(NamedTuple):
    """Plain JSON values and where each stands."""

    value: Json
    places: Places


def too_deep(value: Json) -> bool:
    """Whether lists and mappings nest deeper than a file may."""
    level = [value] if isinstance(value, _CONTAINERS) else []
    for _ in range(DEEPEST + 1):
        if not level:
            return False
        inner = (child for node in level for child in (node.values() if isinstance(node, dict) else node))
        level = [child for child in inner if isinstance(child, _CONTAINERS)]
    return True
