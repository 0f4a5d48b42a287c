"""What a step answers."""

from typing import Annotated, ClassVar, Final, TypeAlias

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Strict,
    Tag,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema

from mockserver.scenario.fault import Fault
from mockserver.scenario.form import Form
from mockserver.scenario.item import WrittenItem
from mockserver.scenario.outcome import Outcome, WrittenOutcome
from mockserver.scenario.pacing import Pacing
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.usage import Usage
from mockserver.scenario.words import describe, must_be
from mockserver.values import Json, JsonObject

HEADER_NAME: Final = r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
HEADER_VALUE: Final = r"^[\t\x20-\x7e\x80-\xff]*$"
"""What HTTP allows in a header's value (RFC 9110 §5.5)."""


FRAMING: Final = frozenset({"connection", "content-length", "transfer-encoding"})
"""The headers that say where a message ends, in lower case."""


def _text_of_number(value: Json) -> Json:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


HeaderName: TypeAlias = Annotated[str, Field(pattern=HEADER_NAME)]
HeaderValue: TypeAlias = Annotated[
    str,
    BeforeValidator(_text_of_number),
    Field(pattern=HEADER_VALUE),
    WithJsonSchema({"type": ["string", "integer"], "pattern": HEADER_VALUE}),
]


class ItemsReply(Form):
    """A response: its output items, how it ends, what it cost, and how its stream behaves."""

    noun: ClassVar[str] = "a reply"

    output: tuple[WrittenItem, ...] = Field(default=(), description="The output items, in order.")
    status: WrittenOutcome = Field(default_factory=Outcome, description="How the response ends.")
    usage: Usage | None = Field(default=None, description="Token counts; those left out are counted.")
    stream: Pacing | None = Field(default=None, description="How the stream is cut and timed.")
    fault: Fault | None = Field(default=None, description="What goes wrong in the middle of the reply.")

    @model_validator(mode="before")
    @classmethod
    def _mapping(cls, value: Json) -> Json:
        if isinstance(value, list | tuple):
            return {"output": value}
        if isinstance(value, dict | ItemsReply):
            return value
        raise refusal(Problem((), f"a reply must be a list of items or a mapping, not {describe(value)}"))

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonObject:
        mapping = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [{"type": "array", "items": mapping["properties"]["output"]["items"]}, mapping]}

    def as_json(self) -> Json:
        """Give the bare list of items where that says all."""
        written = super().as_json()
        return written if written.keys() - {"output"} else written.get("output", [])


class ErrorReply(Form):
    """An HTTP error in the place of a response; what is left out follows from the status."""

    noun: ClassVar[str] = "an error"

    status: Annotated[int, Strict(), Field(ge=400, le=599, description="The HTTP status.")]
    code: str | None = Field(default=None, description="The error's code.")
    message: str | None = Field(default=None, description="The error's message.")
    type: str | None = Field(default=None, description="The error's type.")
    param: str | None = Field(default=None, description="The parameter that the error is about.")
    headers: dict[HeaderName, HeaderValue] = Field(
        default_factory=dict,
        description="HTTP headers beside the usual.",
        json_schema_extra={"additionalProperties": False},
    )

    @field_validator("headers")
    @classmethod
    def _not_of_the_server(cls, headers: dict[str, str]) -> dict[str, str]:
        for name in headers:
            if name.lower() in FRAMING:
                raise refusal(Problem((name,), f"the server writes the header {name!r} itself"))
        return headers

    @model_validator(mode="before")
    @classmethod
    def _inside(cls, value: Json) -> Json:
        if not isinstance(value, dict) or "error" not in value:
            return value
        if not isinstance(value["error"], dict):
            raise refusal(Problem(("error",), must_be("'error'", "a mapping", value["error"])))
        return value["error"]

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonObject:
        error = handler.resolve_ref_schema(handler(core))
        only = {"properties": {"error": error}, "required": ["error"], "additionalProperties": False}
        return {"type": "object", **only}

    def as_json(self) -> Json:
        """Give a mapping with `error` alone."""
        return {"error": super().as_json()}


def _kind(value: Json) -> str:
    is_error = isinstance(value, ErrorReply) or (isinstance(value, dict) and "error" in value)
    return "error" if is_error else "items"


def _error_alone(value: Json) -> Json:
    beside = [key for key in value if key != "error"] if isinstance(value, dict) and "error" in value else []
    if beside:
        raise refusal(Problem((beside[0],), f"{beside[0]!r} stands beside 'error', which stands alone in a reply"))
    return value


_Either: TypeAlias = Annotated[
    Annotated[ItemsReply, Tag("items")] | Annotated[ErrorReply, Tag("error")],
    Discriminator(_kind),
]
Reply: TypeAlias = Annotated[_Either, BeforeValidator(_error_alone)]
"""A reply in the forms that a file may use: a list of items, a mapping with `output`, or a mapping with `error`."""
