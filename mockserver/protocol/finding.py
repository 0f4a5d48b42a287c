"""What is wrong at one place of a JSON value, in words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from mockserver.values import Json

_LONGEST_TEXT = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """Where (a place such as `item.content[0].text`, empty for the whole value) and what, as one clause."""

    place: str
    message: str


_Pair: TypeAlias = tuple[str, Json, Json]
_NOTHING = object()


def differences(place: str, expected: Json, actual: Json) -> Iterator[Finding]:
    """Yield the first difference of two JSON values in reading order; equal values yield nothing.

    Objects compare whatever the order of their keys; `true` is not 1.
    """
    waiting: list[_Pair] = [(place, expected, actual)]
    while waiting:  # a stack of our own: nesting has no limit here, Python's recursion has
        at, wanted, got = waiting.pop()
        if isinstance(wanted, dict) and isinstance(got, dict):
            waiting += reversed(list(_fields(at, wanted, got)))
        elif isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
            pairs = enumerate(zip(wanted, got, strict=True))
            waiting += reversed([(f"{at}[{index}]", one, other) for index, (one, other) in pairs])
        elif not _same(wanted, got):
            yield Finding(at, f"expected {shown(wanted)}, got {shown(got)}")
            return


def shown(value: Json) -> str:
    """Write a value for a message, short however large it is."""
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST_TEXT else value[:_LONGEST_TEXT] + "…")
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "an object"
    return "nothing" if value is _NOTHING else json.dumps(value)


def _fields(at: str, wanted: dict[str, Json], got: dict[str, Json]) -> Iterator[_Pair]:
    for key in [*wanted, *(key for key in got if key not in wanted)]:
        yield f"{at}.{key}", wanted.get(key, _NOTHING), got.get(key, _NOTHING)


def _same(wanted: Json, got: Json) -> bool:
    return bool(wanted == got) and isinstance(wanted, bool) == isinstance(got, bool)
