"""One thing that is wrong with a file."""

import re
from typing import Literal, NamedTuple

from mockserver.values import Place, Violation

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


class Finding(NamedTuple):
    """A rule that a file breaks, and where; only what has the severity `error` makes a check fail.

    `param` is the place inside the value, as the API writes it.
    """

    place: Place
    rule: str
    message: str
    severity: Literal["error", "warn"] = "error"
    param: str | None = None


def path_of(param: str | None) -> tuple[str | int, ...]:
    """Take apart a place such as `input[3].content[0].type`."""
    return tuple(int(index) if index else name for index, name in _STEP.findall(param or ""))


def words(violation: Violation) -> str:
    """Say a violation in one line, with its place unless the message names it."""
    message = " ".join(violation.message.split())
    named = violation.param is None or violation.param in message
    return message if named else f"{violation.param}: {message}"
