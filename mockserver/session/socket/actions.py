"""What a connection wants done."""

from typing import NamedTuple, TypeAlias

from mockserver.session.socket.running import Running


class Send(NamedTuple):
    """Send this text as a frame."""

    text: bytes


class Begin(NamedTuple):
    """Tell this turn to its end, beside all others, and then say that it has ended."""

    turn: Running


class Close(NamedTuple):
    """Close the connection."""

    code: int
    reason: str


Action: TypeAlias = Send | Begin | Close
