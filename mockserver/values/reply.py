"""One answer, planned as a whole before its first byte leaves."""

from typing import NamedTuple


class Burst(NamedTuple):
    """Bytes that leave in one write, `due` seconds after the reply begins."""

    due: float
    data: bytes


class Reply(NamedTuple):
    """A plan that the shell performs: status, headers, and bursts in the order of their due times."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    bursts: tuple[Burst, ...]

    @property
    def body(self) -> bytes:
        """All the bytes, whenever they are due."""
        return b"".join(burst.data for burst in self.bursts)
