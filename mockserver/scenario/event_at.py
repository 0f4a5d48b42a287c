"""What names one event of a stream."""

import re
from typing import Annotated, Final, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.words import describe
from mockserver.values import Json

LAST: Final = "last"
"""The name of a stream's last event, whatever its type."""

_TYPE: Final = r"^[A-Za-z][A-Za-z0-9_.:-]*$"


def _name(value: Json) -> Json:
    if type(value) is int and value >= 0:
        return value
    if isinstance(value, str) and re.fullmatch(_TYPE, value):
        return value
    forms = "its number, counted from 0, its type such as response.output_text.delta, or last"
    raise refusal(Problem((), f"an event is named by {forms}, not by {describe(value)}"))


_SCHEMA: Final = {
    "description": "An event: its number in the undisturbed stream, counted from 0; its type, which names the first of "
    "that type; or last.",
    "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": _TYPE}],
}

EventAt: TypeAlias = Annotated[int | str, BeforeValidator(_name), WithJsonSchema(_SCHEMA)]
"""An event by its number, by its type (the first such), or `last`."""
