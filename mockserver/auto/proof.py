"""What is made up must be true to its schema."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from mockserver.values import Json, JsonObject, Mismatch

Fits: TypeAlias = Callable[[JsonObject, Json], bool]
"""Says whether a value fits a JSON Schema. Of a schema that is itself broken it raises `NoInstance`."""


class NoInstance(Exception):  # noqa: N818 - it tells of a schema that has none, which is nobody's error
    """No value can be made that a schema allows; the text says which schema, where in it, and why."""


class TooMuchError(Exception):
    """A schema asks for more than is made, so that all tries at it are in vain."""


def fits_of(broken: Callable[[Json], str | None], mismatches: Callable[[JsonObject, Json], Sequence[Mismatch]]) -> Fits:
    """Make the proof of two functions: why a schema is itself broken, and how a value differs from a sound one."""

    def fits(schema: JsonObject, value: Json) -> bool:
        problem = broken(schema)
        if problem:
            raise NoInstance(f"the schema is broken: {problem}")
        return not mismatches(schema, value)

    return fits
