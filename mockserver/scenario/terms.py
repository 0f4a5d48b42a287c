"""What calls are held to."""

from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from mockserver.scenario.form import Form
from mockserver.values import Json, Severity

Mode: TypeAlias = Literal["enforce", "report", "off"]


class Terms(Form):
    """How strictly a session holds calls to the contract."""

    noun: ClassVar[str] = "a contract"

    mode: Mode | None = Field(
        default=None, description="Whether a violation refuses a call, is only reported, or is not looked for."
    )
    rules: dict[str, Severity] = Field(default_factory=dict, description="Severities of single rules, by their ids.")
    models: tuple[dict[str, Json], ...] = Field(
        default=(), description="What models can do, asked before the shipped table."
    )
