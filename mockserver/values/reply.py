"""One answer, planned as a whole before its first byte leaves."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

Ending: TypeAlias = Literal["complete", "hang_up", "hang"]
"""What follows the last burst: the end that HTTP asks for, a closed connection in its place, or nothing at all until
the client goes away."""


class Burst(NamedTuple):
    """Bytes that leave in one write, `due` seconds after the reply begins, and not before their gate opens, if any."""

    due: float
    data: bytes
    gate: str = ""


class Reply(NamedTuple):
    """A plan that the shell performs: status, headers, and bursts in the order of their due times.

    The head leaves together with the first burst; without bursts it is left out unless the reply completes. `bursts` is
    a tuple, or for a long reply something that makes them anew each time it is walked.
    """

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    bursts: Iterable[Burst]
    ending: Ending = "complete"

    @property
    def body(self) -> bytes:
        """All the bytes, whenever they are due."""
        return b"".join(burst.data for burst in self.bursts)
