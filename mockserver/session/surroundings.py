"""What the responses of one session have in common."""

from collections.abc import Callable
from typing import NamedTuple

from mockserver.session.timeline import Timeline
from mockserver.values import Dialect, JsonObject


class Surroundings(NamedTuple):
    """The dialect, the time, and where the items are found that a call refers to by their ids."""

    dialect: Dialect
    timeline: Timeline
    resolve: Callable[[str], JsonObject | None]
