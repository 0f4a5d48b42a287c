"""Items and events of types that implementors add to Open Responses (Extending Items), which no contract describes."""

from collections.abc import Iterable
from functools import reduce
from typing import Final

from mockserver.protocol.item_types.extension import is_extension
from mockserver.values import Dialect, Json, Violation, path_of

_EXTENDED: Final[Dialect] = "open-responses"


def without_own_types(found: Iterable[Violation], value: Json, dialect: Dialect) -> list[Violation]:
    """Leave out that the contract does not know a type, where the dialect lets a server add it."""
    return [one for one in found if dialect != _EXTENDED or not _is_own_type(value, path_of(one.param))]


def _is_own_type(value: Json, path: tuple[str | int, ...]) -> bool:
    kind = reduce(_inside, path, value)
    return path[-1:] == ("type",) and isinstance(kind, str) and is_extension(kind)


def _inside(value: Json, part: str | int) -> Json:
    if isinstance(value, dict):
        return value.get(str(part))
    return value[part] if isinstance(value, list) and isinstance(part, int) and part < len(value) else None
