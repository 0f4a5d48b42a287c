"""One answer, planned as a whole before its first byte leaves."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, Protocol, TypeAlias

Ending: TypeAlias = Literal["complete", "hang_up", "hang"]
"""What follows the last burst: the end that HTTP asks for, a closed connection in its place, or nothing at all until
the client goes away."""


class Burst(NamedTuple):
    """Bytes that leave in one write, `due` seconds after the reply begins, and not before their gate opens, if any."""

    due: float
    data: bytes
    gate: str = ""


class Step(NamedTuple):
    """What a reader has to send now: `data`, each piece one event; then when it is worth to read on.

    `wake` is a time of the session's clock, `gate` the name of the gate that is waited for; without either only a
    change of the session (a response that is cancelled, say) brings more. `is_over` says that nothing follows.
    """

    data: tuple[bytes, ...] = ()
    wake: float | None = None
    gate: str = ""
    is_over: bool = False


class Reader(Protocol):
    """Follows a response that may change while it is told: cancelled, steered, held back."""

    def read(self, now: float) -> Step:
        """Give what is due by `now`, a time of the session's clock, and was not given before; at most about 64 KiB."""


class Reply(NamedTuple):
    """A plan that the shell performs: status, headers, and bursts in the order of their due times.

    The head leaves together with the first burst; without bursts it is left out unless the reply completes. `bursts` is
    a tuple, or for a long reply something that makes them anew each time it is walked. A reply with a `reader` has no
    bursts: what it sends is read while time passes. `number` is that of its call, in a reply that takes its time, so
    that the shell can say how far it came.
    """

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    bursts: Iterable[Burst]
    ending: Ending = "complete"
    reader: Reader | None = None
    number: int = 0

    @property
    def ready(self) -> bytes:
        """What a single burst holds that waits for nothing and ends the reply; nothing of any other reply."""
        bursts = self.bursts
        if not isinstance(bursts, tuple) or len(bursts) != 1 or self.ending != "complete":
            return b""
        due, data, gate = bursts[0]
        return b"" if due or gate else data

    @property
    def body(self) -> bytes:
        """All the bytes, whenever they are due."""
        return b"".join(burst.data for burst in self.bursts)
