"""How a session is run."""

from collections.abc import Callable
from typing import TypedDict

from mockserver.session.clock import Clock

DEFAULT = "default"
"""The name of the session that `/v1` belongs to."""


class How(TypedDict, total=False):
    """What may be said beside a session's contract and scenarios.

    `name` and `seed` decide all ids. With `auto` an answer is made up where no scenario has one; scenarios that are
    `proven` are taken at their word. `clock` tells the time, which stands still unless one is given. At most
    `max_stored` responses, and as many conversations, are kept: `on_evicted` hears the ids of those that went. In a
    `stateless` session every id exists.
    """

    name: str
    seed: int
    auto: bool
    proven: bool
    clock: Clock
    max_stored: int
    stateless: bool
    on_evicted: Callable[[str], None]
