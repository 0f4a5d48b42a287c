"""The token counts of a reply."""

from typing import Annotated, ClassVar, Final, TypeAlias

from pydantic import Field, GetJsonSchemaHandler, Strict, model_validator
from pydantic_core import CoreSchema

from mockserver.scenario.form import Form
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.spelling import unknown
from mockserver.scenario.words import must_be
from mockserver.values import Json, JsonObject

Count: TypeAlias = Annotated[int, Strict(), Field(ge=0)]

DETAILS: Final = {
    "input_tokens_details": ("cached_tokens", "cache_write_tokens"),
    "output_tokens_details": ("reasoning_tokens",),
}
"""The API's nested mappings and their keys, which a file may use as well (surface/REPORT.md §5)."""

_UNCOUNTED: Final = "cache_write_tokens_details"
"""What the API documents beside the input's details and no reply repeats (surface/REPORT.md §5)."""


class Usage(Form):
    """Token counts that the author wants; those left out are counted."""

    noun: ClassVar[str] = "a usage"

    input_tokens: Count | None = Field(default=None, description="Tokens of the whole input.")
    output_tokens: Count | None = Field(default=None, description="Tokens of the whole output, reasoning included.")
    total_tokens: Count | None = Field(default=None, description="The total; input and output together when left out.")
    cached_tokens: Count | None = Field(default=None, description="Input tokens that came from the prompt cache.")
    cache_write_tokens: Count | None = Field(default=None, description="Input tokens that went into the prompt cache.")
    reasoning_tokens: Count | None = Field(default=None, description="Output tokens that were spent on reasoning.")

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonObject:
        written = handler.resolve_ref_schema(handler(core))
        for name, keys in DETAILS.items():
            counts = {key: {"type": ["integer", "null"], "minimum": 0} for key in keys}
            details = {"type": "object", "properties": counts, "additionalProperties": False}
            written["properties"][name] = {"description": "The same as in the API's own shape.", **details}
        written["properties"]["input_tokens_details"]["properties"][_UNCOUNTED] = {"description": "Set aside."}
        return written

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, value: Json) -> Json:
        if not isinstance(value, dict):
            return value
        flat = {key: part for key, part in value.items() if key not in DETAILS}
        for name in DETAILS.keys() & value.keys():
            flat |= _details(name, value[name], flat)
        return flat


def _details(name: str, details: Json, beside: JsonObject) -> JsonObject:
    if details is None:
        return {}
    if not isinstance(details, dict):
        raise refusal(Problem((name,), must_be(repr(name), "a mapping", details)))
    counts = {key: part for key, part in details.items() if key != _UNCOUNTED or name != "input_tokens_details"}
    for key in counts:
        if key not in DETAILS[name]:
            raise refusal(Problem((name, key), unknown("key", key, DETAILS[name], repr(name))))
        if beside.get(key) is not None:
            raise refusal(Problem((name, key), f"{key!r} is given twice, also beside {name!r}"))
    return counts
