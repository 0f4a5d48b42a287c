"""JSON text as plain values; places are only looked for when somebody asks."""

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Final

import orjson

from mockserver.scenario.document import DEEPEST, Document, too_deep
from mockserver.scenario.places import Places, Positions
from mockserver.scenario.problem import Path
from mockserver.values import Json, Place, ScenarioError

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')
_BEFORE_KEY: Final = -1
"""Stands in the place of a key that has not been read yet."""
_INSIDE: Final = {"[": [0], "{": [_BEFORE_KEY]}


class _DuplicateError(Exception):
    pass


def parse(text: str, file: str) -> Document:
    """Read one JSON value; raises ScenarioError for bad syntax, a duplicate key and too deep nesting."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ScenarioError(Place(file, error.lineno, error.colno), f"not valid JSON: {error.msg}") from None
    if too_deep(value):
        path = next(path for path, _ in _spots(text) if len(path) == DEEPEST)
        raise ScenarioError(Place(file, *_positions(text)[path]), f"nested deeper than {DEEPEST} levels")
    _refuse_duplicates(text, file)
    return Document(value, Places(file, partial(_positions, text)))


def _refuse_duplicates(text: str, file: str) -> None:
    try:
        json.loads(text, object_pairs_hook=_distinct, parse_int=str, parse_float=str)
    except _DuplicateError:
        raise _duplicate(text, file) from None


def _distinct(pairs: list[tuple[str, Json]]) -> None:
    if len(dict(pairs)) < len(pairs):
        raise _DuplicateError


def _duplicate(text: str, file: str) -> ScenarioError:
    first: dict[Path, int] = {}
    for path, offset in _spots(text):
        if path in first:
            break
        first[path] = offset
    line, column = _line_and_column(text, first[path])
    message = f"duplicate key {path[-1]!r}, first at line {line}, column {column}"
    return ScenarioError(Place(file, *_line_and_column(text, offset)), message)


def _positions(text: str) -> Positions:
    positions: dict[Path, tuple[int, int]] = {}
    line, done = 1, 0
    for path, offset in _spots(text):
        line += text.count("\n", done, offset)
        positions[path] = (line, offset - text.rfind("\n", 0, offset))
        done = offset
    return positions


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _spots(text: str) -> Iterator[tuple[Path, int]]:
    """Walk valid JSON and give the offset of every key and of every list element, in order."""
    trail: list[str | int] = []
    for match in _TOKEN.finditer(text):
        mark = match[0]
        if mark in ("]", "}"):
            trail.pop()
        elif mark == ",":
            trail[-1] = _following(trail[-1])
        elif mark != ":":
            if trail[-1:] == [_BEFORE_KEY]:
                trail[-1] = orjson.loads(mark)
                yield tuple(trail), match.start()
            elif not trail or isinstance(trail[-1], int):
                yield tuple(trail), match.start()
            trail += _INSIDE.get(mark, [])


def _following(part: str | int) -> int:
    return _BEFORE_KEY if isinstance(part, str) else part + 1
