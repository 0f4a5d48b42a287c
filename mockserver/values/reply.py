"""One answer, planned as a whole before its first byte leaves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Burst:
    """Bytes that leave in one write, `due` seconds after the reply begins."""

    due: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """A plan that the shell performs: status, headers, and bursts in the order of their due times."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    bursts: tuple[Burst, ...]

    @property
    def body(self) -> bytes:
        """All the bytes, whenever they are due."""
        return b"".join(burst.data for burst in self.bursts)
