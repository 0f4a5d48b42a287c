"""Exact equality of JSON values."""

from itertools import zip_longest

from mockserver.scenario.absent import ABSENT
from mockserver.scenario.json_path import child
from mockserver.scenario.words import quote
from mockserver.values import Json, Mismatch


def same_scalar(expected: Json, actual: Json) -> bool:
    """Compare as JSON does: 1 equals 1.0, true never equals 1."""
    return isinstance(expected, bool) is isinstance(actual, bool) and bool(expected == actual)


def inequality(expected: Json, actual: Json, path: str) -> Mismatch | None:
    """Find the first place where two values are not deeply equal; keys and elements too many count."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        keys = [*expected, *(key for key in actual if key not in expected)]
        pairs = ((key, expected.get(key, ABSENT), actual.get(key, ABSENT)) for key in keys)
    elif isinstance(expected, list) and isinstance(actual, list):
        elements = zip_longest(expected, actual, fillvalue=ABSENT)
        pairs = ((index, *pair) for index, pair in enumerate(elements))
    elif same_scalar(expected, actual):
        return None
    else:
        return Mismatch(path, "nothing" if expected is ABSENT else quote(expected), actual)
    found = (inequality(one, other, child(path, part)) for part, one, other in pairs)
    return next(filter(None, found), None)
