"""A count of input tokens."""

from typing import ClassVar

from pydantic import Field

from mockserver.scenario.fault import Fault
from mockserver.scenario.form import Form
from mockserver.scenario.usage import Count


class TokensReply(Form):
    """The answer to a call that asks how many tokens its input has."""

    noun: ClassVar[str] = "a reply"

    input_tokens: Count = Field(description="How many tokens the input has.")
    fault: Fault | None = Field(default=None, description="What goes wrong with the reply.")
