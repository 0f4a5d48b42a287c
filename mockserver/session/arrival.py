"""A call that has come in."""

from typing import NamedTuple

from mockserver.session.reading import Reading
from mockserver.values import Call


class Arrival(NamedTuple):
    """One call, its number in the session, and what was read of it."""

    number: int
    call: Call
    reading: Reading
