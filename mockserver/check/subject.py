"""What a file holds."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, get_args

import orjson

from mockserver.scenario import source_file
from mockserver.scenario.places import Places
from mockserver.values import Json, Place, ScenarioError

Kind: TypeAlias = Literal["scenario", "request", "response", "stream", "error"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_REQUEST_KEYS = frozenset({"model", "input", "prompt", "items", "conversation", "previous_response_id"})
_STREAM_TEXT = re.compile(r"(:[^\n]*\s+)*(event|data):")
_LINE_END = re.compile(r"\r\n|\n|\r")
STREAM_SUFFIXES = frozenset({".sse", ".jsonl", ".ndjson"})


class Subject(NamedTuple):
    """The value in a file, of which kind it is, and where its parts stand; `kind` is None when nothing tells."""

    kind: Kind | None
    value: Json
    places: Places


def read(path: Path, kind: Kind | None = None) -> Subject:
    """Read a file as what it looks like, unless told; raises `ScenarioError` when it cannot be read at all."""
    text = source_file.text(path)
    if kind in (None, "stream") and _is_stream(path, text):
        return _stream(text, str(path))
    document = source_file.parse(text, str(path))
    value, places = document or (None, Places(str(path)))
    return Subject(kind or kind_of(value), value, places)


def kind_of(value: Json) -> Kind | None:
    """Tell what a value is by its keys."""
    if isinstance(value, list):
        return "stream" if value and all(isinstance(event, dict) and "type" in event for event in value) else None
    if not isinstance(value, dict):
        return None
    return next((kind for kind, fits in _SIGNS.items() if fits(value)), None)


_SIGNS: Mapping[Kind, Callable[[Mapping[str, Json]], bool]] = {
    "scenario": lambda value: "steps" in value or "stubs" in value,
    "response": lambda value: isinstance(value.get("object"), str),
    "error": lambda value: isinstance(value.get("error"), dict),
    "request": lambda value: not _REQUEST_KEYS.isdisjoint(value),
}


def _is_stream(path: Path, text: str) -> bool:
    return path.suffix in STREAM_SUFFIXES or _STREAM_TEXT.match(text) is not None


def _stream(text: str, file: str) -> Subject:
    numbered = list(_blocks(text))
    events = [_event(data, Place(file, line)) for line, data in numbered]
    return Subject("stream", events, Places(file, partial(_positions, [line for line, _ in numbered])))


def _positions(lines: list[int]) -> dict[tuple[str | int, ...], tuple[int, int]]:
    return {(at,): (line, 1) for at, line in enumerate(lines)}


def _event(data: str, place: Place) -> Json:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise ScenarioError(place, f"not valid JSON: {error.msg}") from None


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Give the line and the data of each event; a line that is an object is one of its own."""
    begun, data = 0, list[str]()
    for number, line in enumerate([*_LINE_END.split(text), ""], 1):
        if line.startswith("{"):
            yield number, line
        elif line.startswith("data:"):
            begun = begun or number
            data.append(line[5:].removeprefix(" "))
        elif not line and data:
            if data != ["[DONE]"]:
                yield begun, "\n".join(data)
            begun, data = 0, []
