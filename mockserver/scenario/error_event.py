"""An error in the middle of a stream."""

from typing import Annotated, ClassVar

from pydantic import Field, Strict

from mockserver.scenario.form import Form
from mockserver.scenario.outcome import FAILURE_CODE, FAILURE_MESSAGE
from mockserver.scenario.usage import Count
from mockserver.values import JsonObject


class ErrorEvent(Form):
    """An `error` event in the stream, with `after` events before it; without `after`, in the place of the last."""

    noun: ClassVar[str] = "an error_event"

    code: str = Field(default=FAILURE_CODE, description="The error's code.")
    message: str = Field(default=FAILURE_MESSAGE, description="The error's message.")
    param: str | None = Field(default=None, description="The parameter that the error is about.")
    after: Count | None = Field(default=None, description="How many events come before it.")
    then_failed: Annotated[bool, Strict()] = Field(
        default=False, description="Whether the stream then ends with response.failed."
    )

    @property
    def error(self) -> JsonObject:
        """What it says of the error."""
        return {"code": self.code, "message": self.message, "param": self.param}
