"""How what came with a call is shown to people."""

import re
from collections.abc import Iterable, Mapping

import orjson

from mockserver.contract.operations import OPERATIONS
from mockserver.scenario.absent import ABSENT
from mockserver.session.arrival import Arrival
from mockserver.session.candidate import Candidate
from mockserver.session.diagnosis.diagnosis import Condition, Difference, Near, Subject
from mockserver.session.masking import masked_header, masked_headers, masked_text
from mockserver.values import Json, Mismatch, Place
from mockserver.values.operation import CONNECT
from mockserver.values.printable import printable_line

LONGEST = 200
"""Characters of a value that are shown."""
READ = 20_000
"""Characters of a value that are looked at, which is more than any secret has that begins among those shown."""

_LINES = {operation: (method.upper(), path) for (method, path), operation in OPERATIONS.items()}
_HEADERS = "$.headers"
_NAMES = ("response_id", "conversation_id", "item_id", "model")


def subject_of(arrival: Arrival, session: str) -> Subject:
    """Name a call for a person."""
    return Subject(arrival.number, shown_line(arrival.call.operation, arrival.call.path), printable_line(session))


def shown_line(operation: str, path: Mapping[str, str]) -> str:
    """Write the first line of a request, such as `POST /v1/responses`; a turn has that of its WebSocket."""
    if operation == CONNECT:
        return "WebSocket /v1/responses"
    if operation not in _LINES:
        return shown_text(operation)
    method, template = _LINES[operation]
    names = (path[name] for name in _NAMES if name in path)
    return shown_text(f"{method} /v1" + re.sub(r"\{\}", lambda found: next(names, found[0]), template))


def shown_conditions(where: str, conditions: Iterable[tuple[str, list[Mismatch]]]) -> tuple[Condition, ...]:
    """Put the conditions of a `when` or `expect` into words."""
    return tuple(
        Condition(printable_line(f"{where}.{name}"), tuple(map(shown_difference, found))) for name, found in conditions
    )


def shown_difference(mismatch: Mismatch) -> Difference:
    """Put a mismatch into words."""
    path, actual = mismatch.path, mismatch.actual
    if path.startswith(_HEADERS):
        actual = _without_secrets(path.removeprefix(_HEADERS), actual)
    return Difference(shown_text(path), shown_text(mismatch.expected), shown_value(actual))


def _without_secrets(name: str, value: Json) -> Json:
    """Hide what is secret in one header, or in all of them; `name` is written as paths write it."""
    if isinstance(value, dict):
        return masked_headers(value)
    return masked_header(name.strip('.["]'), value) if isinstance(value, str) else value


def near_of(
    candidate: Candidate, conditions: tuple[Condition, ...], used_up: str | None = None, distance: float = 0.0
) -> Near:
    """Name a step or stub, with its conditions."""
    place = candidate.place
    shown = Place(printable_line(place.file), place.line, place.column)
    return Near(shown_text(candidate.label), shown, conditions, used_up, distance)


def shown_value(value: Json) -> str:
    """Write a value as JSON."""
    return "nothing" if value is ABSENT else shown_text(orjson.dumps(value).decode())


def shown_text(text: str) -> str:
    """Hide what is secret in a text, cut it when it is long, and make it safe to print."""
    masked = masked_text(text[:READ])
    cut = masked if len(masked) <= LONGEST else f"{masked[:LONGEST]}… ({len(text)} characters)"
    return printable_line(cut)
