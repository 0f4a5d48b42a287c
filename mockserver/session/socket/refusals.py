"""Why frames are refused before anything else of them is looked at; codes and statuses are those of the API."""

from collections.abc import Sequence
from typing import Final

from mockserver.values import Json, Violation, listed

INVALID_NAME: Final = Violation(
    "invalid_stream_id",
    "The 'stream_id' field has to be a text of 1 to 256 characters, which are letters, digits, underscores, hyphens "
    "and periods.",
    "stream_id",
    "invalid_stream_id",
)
TOO_MANY_NAMES: Final = Violation(
    "websocket_stream_limit_reached",
    "This WebSocket connection has named 32 different stream IDs, which is the most. Use one of them again, or open "
    "another connection.",
    "stream_id",
    "websocket_stream_limit_reached",
)
TOO_MANY_TURNS: Final = Violation(
    "websocket_turns",
    "1000 turns wait on this WebSocket connection already, which is the most. Ask again when some of them have ended.",
    code="mock_too_many_turns",
)
TOO_OLD: Final = Violation(
    "websocket_connection_limit_reached",
    "This WebSocket connection has reached its age limit of 60 minutes. Open another one to go on.",
    code="websocket_connection_limit_reached",
)


def unknown_type(given: Json, known: Sequence[str]) -> Violation:
    """Refuse a frame that is of none of the kinds that a client may send."""
    if given is None:
        return missing("type")
    quoted = [f"'{name}'" for name in known]
    supported = (
        f"Supported values are: {listed(quoted, 'and', serial=True)}" if len(known) > 1 else f"Expected {quoted[0]}"
    )
    shown = f"'{given[:64]}'" if isinstance(given, str) else "no text"
    return Violation("type", f"Invalid value: {shown}. {supported}.", "type", "invalid_value")


def missing(name: str) -> Violation:
    """Refuse a frame that does not say what it is about."""
    return Violation("required", f"Missing required parameter: '{name}'.", name, "missing_required_parameter")
