"""One thing that is wrong with a file."""

from typing import Literal, NamedTuple

from mockserver.values import Place


class Finding(NamedTuple):
    """A rule that a file breaks, and where; only what has the severity `error` makes a check fail.

    `param` is the place inside the value, as the API writes it.
    """

    place: Place
    rule: str
    message: str
    severity: Literal["error", "warn"] = "error"
    param: str | None = None
