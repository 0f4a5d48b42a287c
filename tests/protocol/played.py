"""Streams of items as this server tells them."""

from collections.abc import Sequence

from mockserver.protocol.expand import expand
from mockserver.protocol.ids import Ids
from mockserver.protocol.item_types import complete_item
from mockserver.protocol.outcome import Outcome
from mockserver.protocol.pieces import words
from mockserver.protocol.response import begun, ended
from mockserver.protocol.usage import usage
from mockserver.values import Dialect, Event, Json, JsonObject

COMPLETED = Outcome()


def items_of(bodies: Sequence[tuple[str, Json]], dialect: Dialect = "openai") -> list[JsonObject]:
    return [complete_item(name, body, Ids("b"), index, dialect) for index, (name, body) in enumerate(bodies)]


def stream_of(
    items: list[JsonObject],
    outcome: Outcome = COMPLETED,
    dialect: Dialect = "openai",
    *,
    queued: bool = False,
    obfuscates: bool = False,
) -> list[Event]:
    before = begun("resp_b00", 1, {"model": "m"})
    after = ended(before, outcome, items, usage(1, 2, 3), 2)
    return [*expand(before, after, outcome.event, words, dialect, queued=queued, obfuscates=obfuscates)]
