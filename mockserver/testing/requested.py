"""Saying that nobody asked as a test wants it."""

from collections.abc import Iterator, Sequence

import orjson

from mockserver.session.exchange import Exchange
from mockserver.session.masking import masked_text
from mockserver.testing.failure import VerificationError
from mockserver.values import JsonObject

_SHOWN = 10
_LONGEST = 200


def not_requested(
    wanted: JsonObject, times: int | None, found: Sequence[Exchange], came: Sequence[Exchange]
) -> VerificationError:
    """Say what was wanted and what came in its place, the latest calls last."""
    condition = orjson.dumps(wanted).decode()
    if times is None:
        head = f"no request matches {condition}"
    else:
        head = f"{len(found)} requests match {condition}, not {times}"
    return VerificationError("\n".join((head, *_lines(came, found))))


def _lines(came: Sequence[Exchange], found: Sequence[Exchange]) -> Iterator[str]:
    if not came:
        yield "no request came at all"
    elif len(came) > _SHOWN:
        yield f"{len(came)} requests came, the latest {_SHOWN}:"
    matched = {exchange.number for exchange in found}
    for exchange in came[-_SHOWN:]:
        mark = "matches" if exchange.number in matched else "differs"
        yield f"  {mark}  call {exchange.number} ({exchange.asked.operation}): {_shown(exchange)}"


def _shown(exchange: Exchange) -> str:
    text = masked_text(exchange.asked.raw.decode("utf-8", "replace"))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"
