"""Good bodies with one thing changed, by seeded chance."""

import copy
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

ODD_VALUES = [
    None,
    True,
    0,
    -1,
    17,
    0.5,
    10**20,
    "",
    "?",
    "message",
    "user",
    "x" * 200,
    "a\n",
    [],
    [None],
    {},
    {"type": "?"},
]
ODD_KEYS = ["type", "role", "id", "content", "name", "mine"]

Steps = tuple[str | int, ...]


class Mutation(NamedTuple):
    body: dict[str, Any]
    path: Steps


def paths(value: Any, path: Steps = ()) -> Iterator[Steps]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from paths(inner, (*path, key))


def at(value: Any, path: Steps) -> Any:
    for key in path:
        value = value[key]
    return value


class Mutator:
    """Changes one place of a good body: drops it, puts something odd or foreign there, or adds a key beside it."""

    def __init__(self, good: Sequence[dict[str, Any]], seed: int = 2026) -> None:
        self._random = Random(seed)  # noqa: S311 - a seeded choice of test cases
        self._good = [(body, list(paths(body))) for body in good if body]

    def take(self, count: int) -> Iterator[Mutation]:
        return (self._mutation() for _ in range(count))

    def _mutation(self) -> Mutation:
        good, places = self._random.choice(self._good)
        body, path = copy.deepcopy(good), self._random.choice(places)
        parent, key, action = at(body, path[:-1]), path[-1], self._random.randrange(4)
        if action == 0:
            del parent[key]
            return Mutation(body, path)
        if action == 1 and isinstance(parent, dict):
            key = self._random.choice(ODD_KEYS)
        parent[key] = self._foreign() if action == 2 else self._random.choice(ODD_VALUES)
        return Mutation(body, (*path[:-1], key))

    def _foreign(self) -> Any:
        body, places = self._random.choice(self._good)
        return copy.deepcopy(at(body, self._random.choice(places)))
