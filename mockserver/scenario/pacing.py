"""How a stream is cut and timed."""

from itertools import pairwise
from typing import Annotated, ClassVar, Final, Literal, Self, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Field, Strict, WithJsonSchema, model_validator

from mockserver.scenario.duration import Duration
from mockserver.scenario.form import Form
from mockserver.scenario.gate import Gate
from mockserver.scenario.not_empty import not_empty
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.words import describe
from mockserver.values import Json


def _chunk(value: Json) -> Json:
    if value == "rest" or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    wanted = "a number of characters (of bytes in a raw reply), at least 1, or rest"
    raise refusal(Problem((), f"a chunk is {wanted}, not {describe(value)}"))


_CHUNK_SCHEMA: Final = {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "rest"}]}

Chunk: TypeAlias = Annotated[int | Literal["rest"], BeforeValidator(_chunk), WithJsonSchema(_CHUNK_SCHEMA)]

EXCLUDED: Final[dict[str, tuple[str, ...]]] = {
    "at": ("first", "between", "tokens_per_second", "jitter"),
    "tokens_per_second": ("between",),
}
"""The keys that say all about their matter, each with those that it leaves no room for."""


def _exclusions(schema: dict[str, Json]) -> None:
    """Say the same in a schema."""
    pairs = [(key, other) for key, others in EXCLUDED.items() for other in others]
    null: Json = {"type": "null"}
    # A key counts as given unless it is null.
    schema["allOf"] = [
        {"not": {"required": [*pair], "properties": {key: {"not": null} for key in pair}}} for pair in pairs
    ]


class Pacing(Form):
    """The sizes of a text's deltas, and when the events leave."""

    model_config = ConfigDict(json_schema_extra=_exclusions)

    noun: ClassVar[str] = "a stream"

    chunks: Annotated[tuple[Chunk, ...], not_empty("chunks")] | None = Field(
        default=None,
        description="Sizes of the deltas of every text, in characters; `rest` is all that is left. "
        "In a raw reply, sizes of the writes in bytes.",
        json_schema_extra={"minItems": 1},
    )
    first: Duration = Field(default=0.0, description="The time before the first delta.")
    between: Duration = Field(default=0.0, description="The time between two deltas.")
    tokens_per_second: Annotated[float, Strict(), Field(gt=0)] | None = Field(
        default=None, description="The pace of the deltas in tokens, in place of `between`."
    )
    jitter: Annotated[float, Strict(), Field(ge=0, le=1)] = Field(
        default=0.0, description="By what share of itself each delay may differ; the same on every run."
    )
    at: Annotated[tuple[Duration, ...], not_empty("at")] = Field(
        default=(),
        json_schema_extra={"minItems": 1},
        description="When each event leaves, since the reply began; in place of all other times.",
    )
    gates: Annotated[tuple[Gate, ...], not_empty("gates")] = Field(
        default=(),
        json_schema_extra={"minItems": 1},
        description="Where the stream waits until a test opens the gate of this name.",
    )

    @model_validator(mode="after")
    def _cuts(self) -> Self:
        early = [index for index, chunk in enumerate((self.chunks or ())[:-1]) if chunk == "rest"]
        if early:
            raise refusal(Problem(("chunks", early[0]), "'rest' leaves nothing for the chunks after it"))
        return self

    @model_validator(mode="after")
    def _one_clock(self) -> Self:
        for key, others in EXCLUDED.items():
            beside = [other for other in others if {key, other} <= self.model_fields_set]
            if beside:
                message = f"{beside[0]!r} has no place beside {key!r}; keep one of the two"
                raise refusal(Problem((beside[0],), message))
        return self

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        for index, (earlier, later) in enumerate(pairwise(self.at), start=1):
            if later < earlier:
                raise refusal(Problem(("at", index), f"{later:g} s comes after {earlier:g} s; times must not decrease"))
        return self
