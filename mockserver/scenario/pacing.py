"""How a stream is cut and timed."""

import re
from math import isfinite
from typing import Annotated, ClassVar, Final, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from mockserver.scenario.form import Form
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


def _chunk(value: Json) -> Json:
    if value == "rest" or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    raise refusal(Problem((), f"a chunk is a number of characters, at least 1, or rest, not {describe(value)}"))


_DURATION_SCHEMA: Final = {
    "description": "A number of seconds, or a text such as 200ms or 1.5s.",
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": DURATION}],
}
_CHUNK_SCHEMA: Final = {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "rest"}]}

Duration: TypeAlias = Annotated[float, BeforeValidator(_seconds), WithJsonSchema(_DURATION_SCHEMA)]
Chunk: TypeAlias = Annotated[int | Literal["rest"], BeforeValidator(_chunk), WithJsonSchema(_CHUNK_SCHEMA)]


class Pacing(Form):
    """The sizes of a text's deltas, and the seconds before the first and between later ones."""

    noun: ClassVar[str] = "a stream"

    chunks: tuple[Chunk, ...] | None = Field(
        default=None,
        description="Sizes of the deltas of every text, in characters; `rest` is all that is left.",
        json_schema_extra={"minItems": 1},
    )
    first: Duration = Field(default=0.0, description="The time before the first delta.")
    between: Duration = Field(default=0.0, description="The time between two deltas.")

    @model_validator(mode="after")
    def _cuts(self) -> Self:
        if self.chunks == ():
            raise refusal(Problem(("chunks",), "'chunks' must not be empty"))
        early = [index for index, chunk in enumerate((self.chunks or ())[:-1]) if chunk == "rest"]
        if early:
            raise refusal(Problem(("chunks", early[0]), "'rest' leaves nothing for the chunks after it"))
        return self
