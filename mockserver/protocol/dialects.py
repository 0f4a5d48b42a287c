"""What the dialects do differently; what a response repeats of its request is in `echo`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from mockserver.protocol.event_types import EVENTS, OPEN_EVENTS, OPEN_SOCKET_EVENTS, SOCKET_EVENTS
from mockserver.protocol.fields import field_flaws
from mockserver.protocol.rows import EventRow
from mockserver.protocol.statuses import OPEN_STATUSES, STATUSES, StatusRow
from mockserver.values import Dialect, Event, Json

Transport: TypeAlias = Literal["sse", "websocket"]
"""How events come: in an HTTP stream, or as the frames of one turn on a WebSocket."""

_NOTHING = re.compile(r"(?!)")
_SLUG = re.compile(r"[a-z0-9_-]+:.")
_EXTENSION = EventRow("free", {})


@dataclass(frozen=True, slots=True)
class DialectRow:
    """One dialect: its events and the statuses of its items, both by type, and its own ways.

    `extension` is how the types of events begin that a server may add. `cut_item_is_last` says that an incomplete item
    must be the last one, and its response incomplete. `renamed` maps an event's type, as all else here calls it, to the
    dialect's own. `cache_writes` is the number of tokens written to a cache when nobody says; none, when the dialect
    does not count them. `logprobs_have_bytes` says that logprobs in events are as whole as in items. `unnumbered` are
    the types of events that need no `sequence_number`, `has_lanes` says that events name the lane of the connection
    that they belong to, `error_is_last` that nothing at all may follow an error that ends a stream.
    """

    events: Mapping[str, EventRow]
    statuses: Mapping[str, StatusRow]
    extension: re.Pattern[str] = _NOTHING
    cut_item_is_last: bool = False
    renamed: Mapping[str, str] = field(default_factory=dict)
    cache_writes: int | None = None
    logprobs_have_bytes: bool = False
    unnumbered: tuple[str, ...] = ()
    has_lanes: bool = False
    error_is_last: bool = False

    @property
    def fails_after_error(self) -> bool:
        """Whether an error event only announces that the response fails."""
        return self.events["error"].kind == "failing"

    def row(self, event: Event) -> EventRow | None:
        """Find the row of an event's type; none when the type is unknown."""
        name = event.get("type")
        if not isinstance(name, str):
            return None
        return self.events.get(name) or (_EXTENSION if self.extension.match(name) else None)

    def read(self, event: Event) -> EventRow | None:
        """Find the row of an event that is known and has all its fields; none for any other."""
        row = self.row(event)
        return None if row is None or any(field_flaws(row, event)) else row

    def status_row(self, item_type: Json) -> StatusRow | None:
        """Find what is known of the status of such items."""
        return self.statuses.get(item_type) if isinstance(item_type, str) else None


DIALECT_ROWS: Mapping[Dialect, DialectRow] = {
    "openai": DialectRow(EVENTS, STATUSES, cache_writes=0),
    "open-responses": DialectRow(
        OPEN_EVENTS,
        OPEN_STATUSES,
        extension=_SLUG,
        cut_item_is_last=True,
        logprobs_have_bytes=True,
        renamed={
            "response.reasoning_text.delta": "response.reasoning.delta",
            "response.reasoning_text.done": "response.reasoning.done",
        },
    ),
}

_SOCKET_EVENTS: Mapping[Dialect, Mapping[str, EventRow]] = {
    "openai": SOCKET_EVENTS,
    "open-responses": OPEN_SOCKET_EVENTS,
}
_ON_SOCKET: Mapping[Dialect, DialectRow] = {
    name: replace(
        DIALECT_ROWS[name],
        events={**DIALECT_ROWS[name].events, **events},
        unnumbered=("error",),
        has_lanes=name == "openai",
        error_is_last=True,
    )
    for name, events in _SOCKET_EVENTS.items()
}
_TRANSPORTS: Mapping[Transport, Mapping[Dialect, DialectRow]] = {"sse": DIALECT_ROWS, "websocket": _ON_SOCKET}


def dialect_row(dialect: Dialect, transport: Transport) -> DialectRow:
    """Find the row of a dialect as it is spoken on a transport."""
    return _TRANSPORTS[transport][dialect]
