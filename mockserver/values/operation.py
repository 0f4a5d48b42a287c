"""The operations that every stage knows by name."""

from typing import Final

CREATE: Final = "responses.create"
"""What steps and stubs answer that name no operation."""
CONNECT: Final = "responses.connect"
"""The operation that opens a WebSocket, and that of the turns there."""


def played_as(operation: str) -> str:
    """Name an operation as scenarios do, to whom a turn on a WebSocket is a response like any other."""
    return CREATE if operation == CONNECT else operation
