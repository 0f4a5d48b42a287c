"""An HTTP error in the place of a response."""

from typing import Annotated, ClassVar

from pydantic import Field, GetJsonSchemaHandler, Strict, model_validator
from pydantic_core import CoreSchema

from mockserver.scenario.fault import Fault
from mockserver.scenario.form import Form
from mockserver.scenario.headers import Headers
from mockserver.values import Json, JsonObject


class ErrorBody(Form):
    """What an HTTP error says; what is left out follows from the status."""

    noun: ClassVar[str] = "an error"

    status: Annotated[int, Strict(), Field(ge=400, le=599, description="The HTTP status.")]
    code: str | None = Field(default=None, description="The error's code.")
    message: str | None = Field(default=None, description="The error's message.")
    type: str | None = Field(default=None, description="The error's type.")
    param: str | None = Field(default=None, description="The parameter that the error is about.")
    headers: Headers = Field(default_factory=dict, description="HTTP headers beside the usual.")


class ErrorReply(ErrorBody):
    """An HTTP error in the place of a response, and what goes wrong with it in turn."""

    fault: Fault | None = Field(default=None, description="What goes wrong with the error itself.")

    @model_validator(mode="before")
    @classmethod
    def _inside(cls, value: Json) -> Json:
        return _Written.model_validate(value).meant if isinstance(value, dict) and "error" in value else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonObject:
        return handler(_Written.__pydantic_core_schema__)

    def as_json(self) -> Json:
        """Give a mapping with `error`, and the fault beside it."""
        written = super().as_json()
        fault = {key: written.pop(key) for key in ("fault",) if key in written}
        return {"error": written, **fault}


class _Written(Form):
    """The error under a key of its own."""

    noun: ClassVar[str] = "a reply"

    error: ErrorBody = Field(description="An HTTP error in the place of a response.")
    fault: Fault | None = Field(default=None, description="What goes wrong with the error itself.")

    @property
    def meant(self) -> JsonObject:
        """The fields of the reply."""
        return {**dict(iter(self.error)), "fault": self.fault}
