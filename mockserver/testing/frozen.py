"""JSON that cannot be changed, and compares to JSON that can."""

from collections.abc import Callable
from typing import Any, NoReturn, TypeAlias

from mockserver.values import Json

_Change: TypeAlias = Callable[..., NoReturn]


def _refuse(self: object, *given: object, **named: object) -> NoReturn:
    raise TypeError("a request that came is not to be changed; copy.deepcopy(…) gives a copy that can be")


class FrozenObject(dict[str, Any]):
    """An object: equal to plain dicts, and written like one."""

    __slots__ = ()
    __setitem__: _Change = _refuse
    __delitem__: _Change = _refuse
    __ior__: _Change = _refuse
    clear: _Change = _refuse
    pop: _Change = _refuse
    popitem: _Change = _refuse
    setdefault: _Change = _refuse
    update: _Change = _refuse

    def __deepcopy__(self, memo: dict[int, Any]) -> Json:
        return thawed(self)

    def __copy__(self) -> Json:
        return dict(self)

    copy = __copy__

    def __reduce__(self) -> tuple[Callable[[Json], Json], tuple[Json]]:
        return frozen, (thawed(self),)


class FrozenList(list[Any]):
    """A list: equal to plain lists, and written like one."""

    __slots__ = ()
    __setitem__: _Change = _refuse
    __delitem__: _Change = _refuse
    __iadd__: _Change = _refuse
    __imul__: _Change = _refuse
    append: _Change = _refuse
    clear: _Change = _refuse
    extend: _Change = _refuse
    insert: _Change = _refuse
    pop: _Change = _refuse
    remove: _Change = _refuse
    reverse: _Change = _refuse
    sort: _Change = _refuse

    def __deepcopy__(self, memo: dict[int, Any]) -> Json:
        return thawed(self)

    def __copy__(self) -> Json:
        return list(self)

    copy = __copy__

    def __reduce__(self) -> tuple[Callable[[Json], Json], tuple[Json]]:
        return frozen, (thawed(self),)


def frozen(value: Json) -> Json:
    """Give plain JSON in a form that cannot be changed."""
    if isinstance(value, dict):
        return FrozenObject({key: frozen(part) for key, part in value.items()})
    return FrozenList(map(frozen, value)) if isinstance(value, list) else value


def thawed(value: Json) -> Json:
    """Give plain JSON again."""
    if isinstance(value, dict):
        return {key: thawed(part) for key, part in value.items()}
    return [thawed(part) for part in value] if isinstance(value, list) else value
