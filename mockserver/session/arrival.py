"""A call that has come in."""

from typing import NamedTuple

from mockserver.session.reading import Reading
from mockserver.values import Call, Violation


class Arrival(NamedTuple):
    """One call: its number in the session, what was read of it, when it came, what it breaks without being refused."""

    number: int
    call: Call
    reading: Reading
    now: float = 0.0
    noted: tuple[Violation, ...] = ()
