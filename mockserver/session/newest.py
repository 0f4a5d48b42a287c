"""Things that share a key."""

from collections.abc import Collection, Iterator
from typing import Generic, TypeVar

_Thing = TypeVar("_Thing")
_LIMIT = 256


class Newest(Collection[_Thing], Generic[_Thing]):
    """The newest things that share a key, oldest first; at most 256, since whoever looks goes through them all."""

    __slots__ = ("_things",)

    def __init__(self) -> None:
        self._things: dict[_Thing, None] = {}

    def add(self, thing: _Thing) -> None:
        """Take a thing in as the newest, and forget the oldest when there are too many."""
        self._things[thing] = None
        if len(self._things) > _LIMIT:
            del self._things[next(iter(self._things))]

    def discard(self, thing: _Thing) -> None:
        """Take a thing out, if it is there."""
        self._things.pop(thing, None)

    def newest(self) -> _Thing | None:
        """Give the newest thing."""
        return next(reversed(self._things), None)

    def __contains__(self, thing: object) -> bool:
        return thing in self._things

    def __iter__(self) -> Iterator[_Thing]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)
