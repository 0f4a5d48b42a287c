"""How events become bytes on a wire."""

from collections.abc import Callable
from typing import NamedTuple

from mockserver.values import Event


class Encoding(NamedTuple):
    """How each event is written, and what follows the last one; `in_frames`, where each is a message of its own."""

    encode: Callable[[Event], bytes]
    ending: bytes = b""
    in_frames: bool = False


NO_BYTES = Encoding(lambda event: b"")
"""For those who only want to know when which event is due."""
