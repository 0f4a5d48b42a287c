"""What a file holds."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, get_args

from mockserver.check.saved_stream import (
    FRAMED_SUFFIXES,
    LINE_SUFFIXES,
    SavedStream,
    begins_as_frames,
    first_line,
    is_event,
    read_frames,
    read_lines,
)
from mockserver.scenario import json_source, source_file
from mockserver.scenario.document import Document
from mockserver.scenario.places import Places
from mockserver.values import Json
from mockserver.wire.sse import Frame

Kind: TypeAlias = Literal["scenario", "request", "response", "stream", "error"]
KINDS: tuple[Kind, ...] = get_args(Kind)

YAML_SUFFIXES = frozenset({".yaml", ".yml"})

_Form: TypeAlias = Literal["frames", "lines", "other lines", "document"]

REQUEST_KEYS = frozenset({"model", "input", "prompt", "conversation", "previous_response_id"})
"""What only requests have, as far as anything goes by keys."""


_SCENARIO_KEYS = frozenset({"steps", "stubs", "given"})
"""What only scenarios have."""


class Subject(NamedTuple):
    """The value in a file, of which kind it is, and where its parts stand; `kind` is None when nothing tells.

    The events of a stream are a list; `frames` is how they were written, unless as plain JSON.
    """

    kind: Kind | None
    value: Json
    places: Places
    frames: tuple[Frame, ...] = ()


def read(path: Path, kind: Kind | None = None) -> Subject:
    """Read a file as what it looks like, unless told; raises `ScenarioError` when it cannot be read at all."""
    text = source_file.text(path).removeprefix("\ufeff")
    match _form(text, path.suffix, kind):
        case "frames":
            return _stream(read_frames(text, str(path)), str(path))
        case "lines":
            return _stream(read_lines(text, str(path)), str(path))
        case "other lines":
            return Subject(None, None, Places(str(path)))
        case "document":
            value, places = _document(text, path) or (None, Places(str(path)))
            return Subject(kind or kind_of(value), value, places)


def kind_of(value: Json) -> Kind | None:
    """Tell what a value is by its keys."""
    if isinstance(value, list):
        return "stream" if value and all(map(is_event, value)) else None
    if not isinstance(value, dict):
        return None
    return next((kind for kind, fits in _SIGNS.items() if fits(value)), None)


_SIGNS: Mapping[Kind, Callable[[Mapping[str, Json]], bool]] = {
    "scenario": lambda value: not _SCENARIO_KEYS.isdisjoint(value),
    "response": lambda value: isinstance(value.get("object"), str) or {"id", "output"} <= value.keys(),
    "error": lambda value: isinstance(value.get("error"), dict),
    "request": lambda value: not REQUEST_KEYS.isdisjoint(value),
}


def _form(text: str, suffix: str, kind: Kind | None) -> _Form:
    if kind not in (None, "stream"):
        return "document"
    if text.lstrip()[:1] in ("{", "["):
        return _form_of_json(text, suffix, told=kind is not None)
    is_document = suffix in source_file.SUFFIXES
    framed = not is_document and (kind is not None or suffix in FRAMED_SUFFIXES)
    return "frames" if framed or begins_as_frames(text) else "document"


def _form_of_json(text: str, suffix: str, *, told: bool) -> _Form:
    first = first_line(text)
    if not isinstance(first, dict):
        return "document"
    has_lines = suffix in LINE_SUFFIXES or (suffix not in YAML_SUFFIXES and "\n" in text.strip())
    if told or (has_lines and is_event(first)):
        return "lines"
    return "other lines" if suffix in LINE_SUFFIXES and "\n" in text.strip() else "document"


def _document(text: str, path: Path) -> Document | None:
    # What is not called YAML and begins like JSON gets the messages of a JSON file.
    if path.suffix not in source_file.SUFFIXES and text.lstrip()[:1] in ("{", "["):
        return json_source.parse(text, str(path))
    return source_file.parse(text, str(path))


def _stream(saved: SavedStream, file: str) -> Subject:
    return Subject("stream", saved.events, Places(file, saved.positions), saved.frames)
