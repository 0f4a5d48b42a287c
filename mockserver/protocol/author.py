"""What authors get wrong in an item's body."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from mockserver.values import Json, did_you_mean, listed

Problem: TypeAlias = tuple[tuple[str | int, ...], str]
"""Where in the body (keys and indexes) and what is wrong, as one clause."""

Check: TypeAlias = Callable[[Json], Iterator[Problem]]
"""Finds the problems of one value."""


def check_text(value: Json) -> Iterator[Problem]:
    """Demand a text."""
    if not isinstance(value, str):
        yield (), _no_text("a text", value)


def check_integer(value: Json) -> Iterator[Problem]:
    """Demand a whole number, zero or above."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        yield (), f"expected a whole number, got {_name(value)}"


def check_number(value: Json) -> Iterator[Problem]:
    """Demand a number, whole or not, below zero or above."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield (), f"expected a number, got {_name(value)}"


def check_flag(value: Json) -> Iterator[Problem]:
    """Demand true or false."""
    if not isinstance(value, bool):
        yield (), f"expected true or false, got {_name(value)}"


def check_mapping(value: Json) -> Iterator[Problem]:
    """Demand a mapping, whatever its keys."""
    if not isinstance(value, dict):
        yield (), f"expected a mapping, got {_name(value)}"


def check_any(value: Json) -> Iterator[Problem]:
    """Demand nothing."""
    yield from ()


def check_nullable(check: Check) -> Check:
    """Demand null, or what passes the check."""
    return lambda value: iter(()) if value is None else check(value)


def check_one_of(*allowed: str) -> Check:
    """Demand one of these texts."""
    quoted = [f"'{name}'" for name in allowed]

    def check(value: Json) -> Iterator[Problem]:
        if value not in allowed:
            yield (), f"expected {listed(quoted, 'or')}, got {value!r}{did_you_mean(str(value), allowed)}"

    return check


def check_text_or(kind: type[list[Json]] | type[dict[str, Json]], check: Check) -> Check:
    """Demand a text, or a list (or a mapping, as `kind` says) that passes its own check."""

    def either(value: Json) -> Iterator[Problem]:
        if isinstance(value, kind):
            yield from check(value)
        elif not isinstance(value, str):
            yield (), _no_text(f"a text or {_name(kind())}", value)

    return either


def check_each(check: Check) -> Check:
    """Demand a list whose every element passes."""

    def each(value: Json) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield (), f"expected a list, got {_name(value)}"
            return
        for index, element in enumerate(value):
            yield from under(index, check(element))

    return each


def check_texts(value: Json) -> Iterator[Problem]:
    """Demand a list of texts."""
    return check_each(check_text)(value)


def check_fields(what: str, fields: Mapping[str, Check], required: tuple[str, ...] = ()) -> Check:
    """Demand a mapping with these keys only, each passing its own check, the required ones present."""

    def check(value: Json) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield (), f"expected a mapping for {what}, got {_name(value)}"
            return
        for key in value:
            yield from under(key, fields[key](value[key])) if key in fields else _unknown(what, key, fields)
        for key in required:
            if key not in value:
                yield (), f"{what} needs '{key}'"

    return check


def check_tagged(what: str, variants: Mapping[str, Mapping[str, Check]]) -> Check:
    """Demand a mapping whose `type` names a variant and that has all keys of that variant and no others."""
    tag = check_fields(what, {"type": check_one_of(*variants)}, ("type",))
    by_type = {
        name: check_fields(f"a {name}", {"type": check_any, **fields}, tuple(fields))
        for name, fields in variants.items()
    }

    def check(value: Json) -> Iterator[Problem]:
        name = value.get("type") if isinstance(value, dict) else None
        if isinstance(name, str) and name in by_type:
            yield from by_type[name](value)
        else:
            yield from tag({"type": name} if name is not None else value if not isinstance(value, dict) else {})

    return check


def under(key: str | int, problems: Iterator[Problem]) -> Iterator[Problem]:
    """Move problems one step down, below a key."""
    for path, message in problems:
        yield (key, *path), message


def _unknown(what: str, key: str, fields: Mapping[str, Check]) -> Iterator[Problem]:
    known = ", ".join(fields)
    yield (key,), f"unknown key '{key}' in {what}{did_you_mean(key, fields, '.')} Known keys: {known}"


def _no_text(wanted: str, value: Json) -> str:
    # YAML reads bare words and digits as something else, and most authors who meet this message meant the text.
    hint = "; put it in quotes" if isinstance(value, bool | int | float) else ""
    return f"expected {wanted}, got {_name(value)}{hint}"


def _name(value: Json) -> str:
    names = {type(None): "nothing", dict: "a mapping", list: "a list", str: "a text", bool: "true or false"}
    return names.get(type(value), "a number")
