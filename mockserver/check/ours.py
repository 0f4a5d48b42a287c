"""Whether a file that nobody named is one of ours: the folders of a project hold many others with the same suffixes."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from mockserver.check.answers import LIST, OPERATIONS, answered_by
from mockserver.check.subject import REQUEST_KEYS, YAML_SUFFIXES, Kind, Subject
from mockserver.scenario.spelling import LIKENESS
from mockserver.values import Json, nearest

_LOOKED_AT = 2**20
_SCENARIO_TEXT = re.compile(rb"""(?:^(?:steps|stubs)|["'](?:steps|stubs)["'])[ \t]*:""", re.MULTILINE)
_WIRE_TEXT = re.compile(
    rb"""^event:[ ]?response\.|"type"[ ]?:[ ]?"response\.|"object"[ ]?:[ ]?"response\"""", re.MULTILINE
)
_TOP_KEYS = "|".join(("steps", "stubs", "object", "output", "error", *sorted(REQUEST_KEYS)))
_OUR_LINE = re.compile(rf"""^(?:["']?(?:{_TOP_KEYS})["']?[ \t]*:|[{{\[]|-[ \t])""".encode(), re.MULTILINE)
_TURN_KEYS = ("when", "expect", "reply", "attempts")
_OTHER_EVENT = re.compile(r"error$|[a-z0-9_-]+:[a-z]")


def is_ours(subject: Subject) -> bool:
    """Whether more than a chance key says that a value is what it looks like."""
    return subject.kind is not None and _PROOFS[subject.kind](subject.value)


def may_be(file: Path) -> bool:
    """Whether to parse a file at all: YAML takes seconds for each megabyte, and lock files have some."""
    return file.suffix not in YAML_SUFFIXES or _begins(file, _OUR_LINE)


def was_meant(file: Path) -> bool:
    """Whether a file that cannot be parsed is one of ours, by its text; one that cannot be read may be.

    What comes from the wire was often broken there: that is what is wrong with it.
    """
    return _begins(file, _SCENARIO_TEXT) or _begins(file, _WIRE_TEXT)


def _begins(file: Path, pattern: re.Pattern[bytes]) -> bool:
    try:
        with file.open("rb") as opened:
            return pattern.search(opened.read(_LOOKED_AT)) is not None
    except OSError:
        return True


def _is_scenario(value: Json) -> bool:
    """Other files have steps too: those of a scenario have one of its keys, or one that is like it."""
    turns = [turn for group in ("steps", "stubs") for turn in _elements(value.get(group))]
    keys = {key for turn in turns if isinstance(turn, dict) for key in turn}
    return any(nearest(key, _TURN_KEYS, LIKENESS) for key in keys)


def _is_request(value: Json) -> bool:
    return len(REQUEST_KEYS & value.keys()) > 1


def _is_response(value: Json) -> bool:
    name = value.get("object")
    known = isinstance(name, str) and name in OPERATIONS and answered_by(value) is not None
    return known and (name != LIST or _are_named(value.get("data")))


def _are_named(listed: Json) -> bool:
    items = listed if isinstance(listed, list) else [None]
    return all(isinstance(item, dict) and ("type" in item or "object" in item) for item in items)


def _is_error(value: Json) -> bool:
    return value.keys() == {"error"} and "message" in value["error"] and not {"type", "code"}.isdisjoint(value["error"])


def _is_stream(value: Json) -> bool:
    kind, first = _type(value), (value[0] if value else {})
    return kind.startswith("response.") or (_OTHER_EVENT.match(kind) is not None and "sequence_number" in first)


def _type(events: list[Json]) -> str:
    first = events[0] if events else None
    return str(first["type"]) if isinstance(first, dict) and isinstance(first.get("type"), str) else ""


def _elements(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


_PROOFS: Mapping[Kind, Callable[[Json], bool]] = {
    "scenario": _is_scenario,
    "request": _is_request,
    "response": _is_response,
    "error": _is_error,
    "stream": _is_stream,
}
