"""One breach of the contract."""

import re
from dataclasses import dataclass

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


@dataclass(frozen=True, slots=True)
class Violation:
    """What a client (or a stream) did that the contract forbids.

    `rule` names what was broken; `message` is written for the client; `param` is the place, written as the API
    writes it (`input[16].content[0].type`); `code` is the API's error code; `status` is the HTTP status to refuse with.
    """

    rule: str
    message: str
    param: str | None = None
    code: str | None = None
    status: int = 400


def path_of(param: str | None) -> tuple[str | int, ...]:
    """Take apart a place such as `input[3].content[0].type`."""
    return tuple(int(index) if index else name for index, name in _STEP.findall(param or ""))


def words(violation: Violation) -> str:
    """Say a violation in one line, with its place unless the message names it."""
    message = " ".join(violation.message.split())
    named = violation.param is None or violation.param in message
    return message if named else f"{violation.param}: {message}"
