"""A span of time."""

import re
from math import isfinite
from typing import Annotated, Final, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.words import describe
from mockserver.values import Json

DURATION: Final = r"^[0-9]+(\.[0-9]+)?(ms|s)$"
"""The text form of a duration."""

_UNITS: Final = {"ms": 1000, "s": 1}


def _seconds(value: Json) -> Json:
    match = re.fullmatch(DURATION, value) if isinstance(value, str) else None
    seconds = float(value[: match.start(2)]) / _UNITS[match[2]] if match else value
    if isinstance(seconds, int | float) and not isinstance(seconds, bool) and seconds >= 0 and isfinite(seconds):
        return float(seconds)
    text = "a duration is a number of seconds, at least 0, or a text such as 200ms or 1.5s"
    raise refusal(Problem((), f"{text}, not {describe(value)}"))


_SCHEMA: Final = {
    "description": "A number of seconds, or a text such as 200ms or 1.5s.",
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": DURATION}],
}

Duration: TypeAlias = Annotated[float, BeforeValidator(_seconds), WithJsonSchema(_SCHEMA)]
"""Seconds, in one of the forms that a file may use."""
