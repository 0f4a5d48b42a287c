"""Request bodies that are forms.

A name with brackets is a place: `metadata[a]=b`, `tools[0][type]=function`, `include[]=x` for one more. A name that
comes again gives a list. A value is read as the JSON that it is, an object, a list, a number, `true`, `false` or
`null`, unless the name is that of a text; whatever else it is, it is text. The table says which names those are.
"""

import re
from collections.abc import Mapping
from operator import itemgetter
from typing import TypeAlias
from urllib.parse import parse_qsl

import orjson

from mockserver.values import Json, JsonObject, Violation
from mockserver.wire.parse import Holder, is_deep, too_deep

_Tree: TypeAlias = "dict[str, _Tree] | list[str]"
"""What is below each name; of a name that ends there, all its values."""

_ANY: tuple[type, ...] = (dict, list, bool, int, float, type(None))
_NONE: tuple[type, ...] = ()
_PARAMETERS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("model", "instructions", "previous_response_id", "prompt_cache_key"), _NONE),
    **dict.fromkeys(("safety_identifier", "service_tier", "truncation", "user"), _NONE),
    "input": (list,),
    "conversation": (dict,),
}
"""The parameters that are texts, each with the JSON that it may be besides (contracts/open-responses/create.json)."""
_KEYS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("arguments", "call_id", "description", "encrypted_content", "file_data", "filename"), _NONE),
    **dict.fromkeys(("id", "name", "refusal", "text", "title"), _NONE),
    "content": (list,),
    "output": (list,),
}
"""The same for what is inside of parameters."""
_OF_TEXTS = frozenset({"metadata", "headers", "variables"})
"""The names of mappings whose values are texts, and whose keys may look like indices."""

_NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_MOST_STEPS = 100
_SHOWN = 100
"""Characters of a name that messages repeat."""
_MOST_VALUES = 10_000
_LONGEST_INDEX = 6


class _FormError(Exception):
    """The names make no sense; one sentence."""


def parse_form(raw: bytes, holder: Holder) -> JsonObject | Violation:
    """Parse an `application/x-www-form-urlencoded` body as an object, or say why it cannot be."""
    try:
        pairs = parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_VALUES)
    except ValueError:
        message = f"{holder.subject} is not a form of at most {_MOST_VALUES} values in UTF-8."
        return Violation("form", message, code="invalid_form")
    try:
        body = {name: _value(name, below, _PARAMETERS) for name, below in _tree(pairs).items()}
    except _FormError as error:
        return Violation("form", f"{holder.subject} is not a valid form: {error}.", code="invalid_form")
    return too_deep(holder) if is_deep(body) else body


def _tree(pairs: list[tuple[str, str]]) -> dict[str, _Tree]:
    root: dict[str, _Tree] = {}
    for name, value in pairs:
        *outer, last = _steps(name)
        node = root
        for step in outer:
            node = _inner(node, step, name)
        leaf = node.setdefault(last, [])
        if isinstance(leaf, dict):
            raise _both(name)
        leaf.append(value)
    return root


def _inner(node: dict[str, _Tree], step: str, name: str) -> dict[str, _Tree]:
    inner = node.setdefault(step, {})
    if isinstance(inner, list):
        raise _both(name)
    if step == "":
        raise _FormError(f"'{name[:_SHOWN]}' leaves an index out")
    return inner


def _both(name: str) -> _FormError:
    return _FormError(f"'{name[:_SHOWN]}' is given a value of its own and parts")


def _steps(name: str) -> list[str]:
    match = _NAME.fullmatch(name)
    steps = [match[1], *match[2][1:-1].split("][")] if match and match[2] else [name] if match else []
    if not 0 < len(steps) <= _MOST_STEPS:
        raise _FormError(f"'{name[:_SHOWN]}' is no name such as metadata[a] or tools[0][type]")
    return steps


def _value(name: str, below: _Tree, table: Mapping[str, tuple[type, ...]]) -> Json:
    if isinstance(below, list):
        values = [_read(value, table.get(name, _ANY)) for value in below]
        return values if len(values) > 1 else values[0]
    if name in _OF_TEXTS:
        texts = dict.fromkeys(below, _NONE)
        return {key: _value(key, inner, texts) for key, inner in below.items()}
    if "" in below:
        return _appended(name, below)
    inner = {key: _value(key, one, _KEYS) for key, one in below.items()}
    return _list(name, inner) if all(map(_is_index, below)) else inner


def _appended(name: str, below: dict[str, _Tree]) -> list[Json]:
    if len(below) > 1:
        raise _FormError(f"'{name[:_SHOWN]}' has parts with and without an index")
    return [_read(value, _ANY) for value in below[""]]


def _list(name: str, inner: dict[str, Json]) -> list[Json]:
    found = sorted(((int(key), value) for key, value in inner.items()), key=itemgetter(0))
    if [index for index, _ in found] != [*range(len(found))]:
        raise _FormError(f"the indices of '{name[:_SHOWN]}' are not 0, 1, 2 …, each once")
    return [value for _, value in found]


def _is_index(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) <= _LONGEST_INDEX


def _read(value: str, types: tuple[type, ...]) -> Json:
    """Read a value as JSON of one of these types, else as text."""
    try:
        read: Json = orjson.loads(value)
    except orjson.JSONDecodeError:
        return value
    return read if isinstance(read, types) else value
