"""What an item says, apart from how it is written."""

from collections.abc import Callable, Mapping
from typing import Final

import orjson

from mockserver.session.turn import squeeze
from mockserver.values import Json, JsonObject, text_of


def words_in(item: JsonObject) -> Mapping[str, Json]:
    """Read the parts of an item that carry words, without white space in texts and without what is null.

    An empty list of a reasoning's words is no part, since clients drop those; an empty message is one.
    """
    return {key: read(item[key]) for key, read in _READ.items() if _has_words(item, key)}


def as_it_stands(item: JsonObject, part: str) -> Json:
    """Give a part that carries words as a person wrote it, with its white space."""
    value, words = item[part], _READ[part](item[part])
    return text_of(value) if isinstance(words, str) and isinstance(value, str | list) else words


def _has_words(item: JsonObject, key: str) -> bool:
    value = item.get(key)
    return value is not None and bool(value or item.get("type") != "reasoning")


def _text(value: Json) -> Json:
    return squeeze(text_of(value)) if isinstance(value, str | list) else value


def _data(value: Json) -> Json:
    """Read JSON in a text as what it means."""
    if not isinstance(value, str):
        return _without_nulls(value)
    try:
        return _without_nulls(orjson.loads(value))
    except orjson.JSONDecodeError:
        return squeeze(value)


def _without_nulls(value: Json) -> Json:
    if isinstance(value, dict):
        return {
            key: _without_nulls(one) for key, one in value.items() if one is not None and key not in _SHOWN_ON_DEMAND
        }
    return [_without_nulls(one) for one in value] if isinstance(value, list) else value


_SHOWN_ON_DEMAND: Final = frozenset({"sources"})
"""What an answer holds only where its call asks for it."""

_READ: Final[Mapping[str, Callable[[Json], Json]]] = {
    "content": _text,
    "summary": _text,
    "encrypted_content": _text,
    "name": _text,
    "arguments": _data,
    "input": _text,
    "action": _data,
    "operation": _data,
    "code": _text,
    "queries": _data,
}
"""The parts of items that carry words, with how they are read."""
