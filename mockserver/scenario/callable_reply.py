"""A reply that a test works out for each call."""

from collections.abc import Callable
from typing import ClassVar, TypeAlias

from pydantic import ConfigDict

from mockserver.scenario.form import Form
from mockserver.scenario.reply import Reply
from mockserver.values import Call, Json

Answer: TypeAlias = Callable[[Call, int], Reply]
"""Gives the reply to a call with this number in its session; raises what the session cannot answer."""


class CallableReply(Form):
    """A function of the author's, in the place of what a file could say; it comes into no file."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    noun: ClassVar[str] = "a function"

    answer: Answer
    name: str = "function"

    def as_json(self) -> Json:
        """Name the function, for people."""
        return {"function": self.name}
