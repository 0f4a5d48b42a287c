"""What was said in one exchange."""

from functools import cached_property
from typing import Final

from mockserver.session.exchange import Exchange
from mockserver.session.spoken import headers_of
from mockserver.session.turn import squeeze
from mockserver.values import JsonObject

_TERMINAL: Final = frozenset({"response.completed", "response.incomplete", "response.failed", "error"})
"""How the last event of a stream may be called; after an `error` the client knows that the stream has failed."""
_IDS: Final = ("id", "item_id", "call_id")


class Told:
    """Both sides of an exchange, read when somebody asks."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    @cached_property
    def events(self) -> list[JsonObject]:
        """The events of the answer."""
        return self._exchange.events

    @cached_property
    def output(self) -> list[JsonObject]:
        """The output items that the answer brought."""
        return self._exchange.output

    @cached_property
    def headers(self) -> dict[str, str]:
        """The headers of the answer."""
        return headers_of(self._exchange.reply)

    @cached_property
    def brought(self) -> list[tuple[str, JsonObject]]:
        """The items that the call brought, each with its path in the body."""
        return self._exchange.asked.items

    @cached_property
    def is_cut_short(self) -> bool:
        """Whether the answer is a stream of a response that ends before its last event, as far as it can be read."""
        types = {event.get("type") for event in self.events}
        return bool(types) and types.isdisjoint(_TERMINAL) and any(str(one).startswith("response.") for one in types)

    @cached_property
    def issued(self) -> set[str]:
        """The ids in a stream: of the response, its items and its calls."""
        holders = (part for event in self.events for part in (event, event.get("item"), event.get("response")))
        named = (holder.get(key) for holder in holders if isinstance(holder, dict) for key in _IDS)
        return {one for one in named if isinstance(one, str)}

    @cached_property
    def spoken(self) -> str:
        """The text that reached the client in a stream, without white space."""
        deltas = (event.get("delta") for event in self.events if event.get("type") == "response.output_text.delta")
        return squeeze("".join(delta for delta in deltas if isinstance(delta, str)))
