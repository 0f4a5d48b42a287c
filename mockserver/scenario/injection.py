"""A fault that a test injects while a session plays."""

from typing import ClassVar

from pydantic import Field

from mockserver.scenario.condition import When
from mockserver.scenario.fault import Fault
from mockserver.scenario.form import Form
from mockserver.scenario.step import Positive


class Injection(Form):
    """What strikes the next calls, whatever step or stub answers them."""

    noun: ClassVar[str] = "an injected fault"

    fault: Fault = Field(description="The fault, as replies have it.")
    times: Positive = Field(default=1, description="How many calls it strikes.")
    when: When | None = Field(default=None, description="Which calls it strikes; any when left out.")
