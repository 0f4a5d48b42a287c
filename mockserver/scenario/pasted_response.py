"""A whole response as the API's documentation shows it."""

from functools import cache
from typing import Annotated, ClassVar, Final, Self

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from mockserver.scenario.form import Form
from mockserver.scenario.item import WrittenItem
from mockserver.scenario.outcome import Outcome, Reason, Status
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.usage import Usage
from mockserver.values import Json, JsonObject

SET_ASIDE: Final = (
    "id",
    "object",
    "created_at",
    "completed_at",
    "model",
    "output_text",
    "instructions",
    "metadata",
    "tools",
    "tool_choice",
    "parallel_tool_calls",
    "temperature",
    "top_p",
    "top_logprobs",
    "max_output_tokens",
    "max_tool_calls",
    "background",
    "billing",
    "store",
    "conversation",
    "previous_response_id",
    "prompt",
    "prompt_cache_key",
    "prompt_cache_options",
    "prompt_cache_retention",
    "prompt_cache_diagnostics",
    "reasoning",
    "text",
    "truncation",
    "safety_identifier",
    "service_tier",
    "presence_penalty",
    "frequency_penalty",
    "user",
    "moderation",
    "access_programs",
    "image",
    "input_transformations",
    "tool_usage",
)
"""What the server answers from the call, so that a file need not say it (surface/REPORT.md §5), and `billing`, which no
document has and the live API sends."""

_UNUSED: Final = "Set aside, whatever it is."
_RUNNING: Final = ("in_progress", "queued")


def _ended(value: Json) -> Json:
    if value in _RUNNING:
        raise refusal(Problem((), f"a response that is {value!r} has not ended; paste it as it is in the end"))
    return value


class IncompleteDetails(Form):
    """Why a pasted response is incomplete."""

    noun: ClassVar[str] = "'incomplete_details'"

    reason: Reason | None = Field(default=None, description="The reason, as the API gives it.")


class ResponseError(Form):
    """How a pasted response failed."""

    noun: ClassVar[str] = "an 'error'"

    code: str | None = Field(default=None, description="The error's code.")
    message: str | None = Field(default=None, description="The error's message.")
    type: Json = Field(default=None, description=_UNUSED)
    param: Json = Field(default=None, description=_UNUSED)
    misalignment: Json = Field(default=None, description=_UNUSED)


class PastedResponse(Form):
    """What is read of a response: output, how it ended, and usage."""

    noun: ClassVar[str] = "a response"

    output: tuple[WrittenItem, ...] = Field(default=(), description="The output items, in order.")
    status: Annotated[Status, BeforeValidator(_ended)] | None = Field(
        default=None, description="The terminal status; it follows from the rest when left out."
    )
    incomplete_details: IncompleteDetails | None = Field(default=None, description="Why it is incomplete.")
    error: ResponseError | None = Field(default=None, description="How it failed.")
    usage: Usage | None = Field(default=None, description="Token counts; those left out are counted.")

    @model_validator(mode="before")
    @classmethod
    def _read_part(cls, value: Json) -> Json:
        return {key: part for key, part in value.items() if key not in SET_ASIDE} if isinstance(value, dict) else value

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        for key, status in _ONLY_OF.items():
            if getattr(self, key) is not None and self.status not in (None, status):
                raise refusal(Problem((key,), f"{key!r} goes with the status {status!r}, not {self.status!r}"))
        if self.error is not None and self.incomplete_details is not None:
            raise refusal(Problem(("error",), "'error' and 'incomplete_details' do not go together"))
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonObject:
        schema = handler.resolve_ref_schema(handler(core))
        schema["properties"] |= {key: {"description": _UNUSED} for key in SET_ASIDE}
        return schema

    @classmethod
    @cache
    def keys(cls) -> dict[str, str]:
        """Add the keys that are set aside."""
        return {**super().keys(), **{key: key for key in SET_ASIDE}}

    @property
    def outcome(self) -> Outcome:
        """How the response ended."""
        if self.error is not None:
            return _outcome("failed", code=self.error.code, message=self.error.message)
        if self.incomplete_details is not None:
            return _outcome("incomplete", reason=self.incomplete_details.reason)
        return _outcome(self.status or "completed")


def _outcome(status: str, **details: str | None) -> Outcome:
    given = {key: part for key, part in details.items() if part is not None}
    return Outcome.model_validate({"status": status, **given})


_ONLY_OF: Final[dict[str, Status]] = {"error": "failed", "incomplete_details": "incomplete"}
"""What only a response with this status has."""
