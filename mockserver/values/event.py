"""One streaming event."""

from typing import Any, TypeAlias

Event: TypeAlias = dict[str, Any]
"""A streaming event as the API writes it: a JSON object with `type`, `sequence_number` and the event's own fields."""
